"""What a limit is, as a value of the programme document."""

from datetime import datetime, timedelta
from typing import Annotated

import msgspec

TIMES_MAX = 1_000_000
Times = Annotated[int, msgspec.Meta(ge=1, le=TIMES_MAX)]
Seconds = Annotated[int, msgspec.Meta(ge=1, le=86_400)]

MINUTE, TEN_MINUTES, HOUR, DAY = 60, 600, 3_600, 86_400


class Rate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """At most `times` in each window of `seconds`; windows begin at multiples of their length."""

    times: Times
    seconds: Seconds


class BreakerRate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """More than `times` within `seconds` opens it, and nothing passes for `open_seconds`."""

    times: Times
    seconds: Seconds
    open_seconds: Seconds


def window_of(at: datetime, seconds: int) -> tuple[int, datetime]:
    """The window that holds `at`: its beginning as seconds since 1970, and when it is over."""
    start = int(at.timestamp()) // seconds * seconds
    return start, datetime.fromtimestamp(start, at.tzinfo) + timedelta(seconds=seconds)
