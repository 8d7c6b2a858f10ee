"""Settlement: who gets what of a pool, decided once, proved by anyone, paid in pieces.

Owns plans and their bundles, the escrow a pool waits in, how far paying has come, and invariant I4.
Imports boards (ranks and prizes) and the ledger. A plan is never changed; it is corrected by a
further revision, which only ever gives.
"""
