"""Operators: who runs the programme, what their roles allow, how long they stay signed in. Pure.

Passwords come in as hashes only, and tokens not at all.
"""
