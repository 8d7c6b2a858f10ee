"""Budgets that many processes spend at once without queueing for one document. Pure.

Owns budgets and the slabs of them that processes hold. May import `rewards`, and numbers of
`tasks`.
"""
