"""Where a merchant serves people: its stores, the terminals in them, and how many keys it has.

Pure; knows no secret of a key. May import the economy's page.
"""
