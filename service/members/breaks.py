"""Times in which a membership was not active, and how long it was. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from rewards.calendar import Instant


class Break(msgspec.Struct, frozen=True, kw_only=True):
    """Paused or closing from `since` until before `until`."""

    since: Instant
    until: Instant


def active_time(since: datetime, until: datetime, breaks: Iterable[Break]) -> timedelta:
    """How long a membership was active between two times. Breaks do not overlap."""
    whole = max(timedelta(0), until - since)
    parts = (min(until, each.until) - max(since, each.since) for each in breaks)
    return whole - sum((part for part in parts if part > timedelta(0)), timedelta(0))
