"""Leaderboards: what is counted, in which season, and who is where.

Owns boards, seasons and the ranking rule. Names are joined when read, never kept here; freezing,
settling and other metrics come later.
"""
