"""The days of the ledger: what makes a changed, a removed or a backdated transfer show.

The transfers of a day are the salted leaves of a tree (`rewards.merkle`); its root is signed
together with the hash of the day before. Owns the leaf, the tree in chunks, the signed head, how a
day is closed step by step, and the proof of one transfer. Imports only `rewards` values, and
Ed25519, which is arithmetic: no store, no clock, no private key.
"""
