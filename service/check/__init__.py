"""`seedbank check`: proves the invariants on what is stored. Reports, never repairs.

May import the pure invariants, the store's snapshots, and how a season's standings are read; knows
no rule of its own.
"""
