"""Settlement: who gets what of a pool, decided once, proved by anyone, paid in pieces.

Owns plans and their bundles, the escrow a pool waits in, how far paying has come, and invariant I4.
Imports boards (ranks and prizes) and the ledger. A plan is never changed; corrections by a further
revision come later.
"""
