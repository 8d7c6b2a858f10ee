"""Seeds: who has how many, and why. Owns transfers, the purse of an account, and their invariants.

One transfer has two sides, a positive amount and a reason; it never changes, and is only ever
reversed by another that names it. Imports only `rewards` values: no store, no clock.

The purse lives inside the account document. Programme accounts have no stored balance: theirs is
the sum of their transfers, so that no award has to write a document shared by everybody.
"""
