"""Badges: what they count, what they say of it, and whom they are shown to.

Pure; knows nothing of scores. May import the terms of perks, the calendar and the economy's page.
"""
