"""Leaderboards: what is counted, in which season, and who is where.

Owns boards, seasons, the ranking rule and tables of prizes. Names are joined when read, never kept
here; other metrics come later.
"""
