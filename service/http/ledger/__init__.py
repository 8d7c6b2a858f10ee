"""The closed days of the ledger, for everybody: to be kept, and compared with later ones."""
