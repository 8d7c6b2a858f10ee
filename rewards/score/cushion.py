"""The cushion: a score falls by so many points a month and no faster.

A life that goes wrong all at once should not close every door overnight. The scheme names the most
points that a month may take; what evidence alone would take beyond that is held back, and said.
"""

from datetime import datetime

import msgspec

from rewards.calendar import Instant, whole_days
from rewards.score.answer import Cushion

MONTH_DAYS_MIN = 28
"""A publication so long after the last one is a month after it, whatever the calendar says."""
MONTH_DAYS = 30


class Last(msgspec.Struct, frozen=True, kw_only=True):
    """The score that was last published about an account, at the cut-off `at`, under `scheme`."""

    value: int
    scheme: str
    at: Instant


def may_lose(days: int, loss_max: int) -> int:
    """Points that a score may lose in so many days: `loss_max` a month, at any cadence."""
    if days >= MONTH_DAYS_MIN:
        return loss_max
    return loss_max * max(0, days) // MONTH_DAYS


def cushion(rest: int, last: Last, *, at: datetime, loss_max: int) -> Cushion:
    """What is added to `rest`, the start and the parts, so that it falls no faster than it may."""
    floor = last.value - may_lose(whole_days(last.at, at), loss_max)
    return Cushion(points=max(0, floor - rest), floor=floor, last=last.value, last_at=last.at)
