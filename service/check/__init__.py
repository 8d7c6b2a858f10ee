"""`seedbank check`: proves the invariants on what is stored. Reports, never repairs.

May import the pure invariants and the store's snapshots; knows no rule of its own.
"""
