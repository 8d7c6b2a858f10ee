"""The demo: people, keys and one whole journey, all through the product's own doors.

Knows nothing that a stranger with the API could not do, except how to hand out the first keys.
"""
