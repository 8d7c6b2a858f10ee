"""Closing a day of the ledger: begun, filled, signed. Each step relies on the one closing document,
so that of two who do the same step one does it and the other finds it done."""
