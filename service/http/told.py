"""What somebody says about a rental, in a body."""

import msgspec

from rewards.perks.rentals.history import Words


class Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What has happened, in the caller's own words. The other of the two reads it, and an operator
    if it comes to that."""

    statement: Words
