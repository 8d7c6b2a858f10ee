"""Every key of the service, derived from its one secret, and the random keys it hands out.

Owns: keyed hashes of contacts, codes and addresses; access tokens; keys of merchants and tokens of
displays. May import documents of `service.store`; knows no door and no flow.
"""

from service.keys.contact import BadContact, Contact, read_contact
from service.keys.ring import Keys

__all__ = ["BadContact", "Contact", "Keys", "read_contact"]
