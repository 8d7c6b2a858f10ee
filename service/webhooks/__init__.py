"""What merchants' servers are told, how it is signed, and how it gets there and nowhere else.

Owns: endpoints and their rules, deliveries and when they are tried again (pure); signatures; the
connection that never ends at a private address. Knows no store, no flow and no door.
"""
