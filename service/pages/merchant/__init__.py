"""Pages of merchants: the counter, and what an office looks at.

Owns how a merchant's key signs a page in. A page asks the doors of the API in the same process, as
the merchant whose key it is and with that key's scopes, and has no rule of its own.
"""
