"""Games as members see them: what is asked, when it locks, how it went. Names, never accounts.

The one exception is the bundle that proves a settled game: it has accounts, and no names.
"""
