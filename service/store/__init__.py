"""The only package that knows MongoDB.

Owns: the connection, the codecs, the schema page, coalesced reads, and the one write path
(`service.store.path`). May import the values of tasks, rewards and service.members. Nothing
outside this package names a driver.
"""
