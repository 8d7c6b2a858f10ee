"""Offline passes: a promise of the programme that a till believes while it has no network.

Owns what such a pass says, how it is written and signed, and how anybody with the public key judges
it. It says no name, no account and no score. May import the ledger's form of public keys.
"""
