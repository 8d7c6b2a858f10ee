"""Whom to erase and what to sweep: reads around `flows/membership/erase`.

May ask the store; the rules are in `members/erasure`.
"""
