"""The numbers of the doors' limits on one page, with units and reasons."""

from typing import Annotated

import msgspec

Times = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Seconds = Annotated[int, msgspec.Meta(ge=1, le=86_400)]


class Rate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """At most `times` in each window of `seconds`."""

    times: Times
    seconds: Seconds


HOUR, MINUTE = 3600, 60


class RateNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Defaults; every try counts, refused ones too."""

    # Codes sent to one contact: more is a nuisance to its owner and costs money.
    codes_per_contact: Rate = Rate(times=5, seconds=HOUR)
    # Codes asked for from one address: a household behind one router, not a pump.
    codes_per_address: Rate = Rate(times=20, seconds=HOUR)
    # Codes tried from one address: with 5 tries per code, six digits stay out of reach.
    tries_per_address: Rate = Rate(times=30, seconds=HOUR)
    # Invitation codes tried by one member: a code is typed wrong twice, not twenty times.
    invitations_per_member: Rate = Rate(times=10, seconds=HOUR)
    # The same from one address: new members cost nothing, so they must not add up.
    invitations_per_address: Rate = Rate(times=30, seconds=HOUR)
    # Checks by one merchant: ten counters, each busy once a second.
    checks_per_merchant: Rate = Rate(times=600, seconds=MINUTE)
