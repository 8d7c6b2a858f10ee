"""The API's description: OpenAPI 3.1, made for people who generate clients from it.

Litestar describes paths and parameters; the schemas are msgspec's own, which is what reads and
writes the wire. A row of small steps, on one page in `document.py`, adds what a client needs: one
problem schema, credentials, headers, examples. Everything is derived from the handlers, so that a
new door is described right without anybody's hand. May import the doors' guards and problems.
"""
