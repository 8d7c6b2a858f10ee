"""Times in which a membership was not active, and how long it was. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

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


def was_away(at: datetime, breaks: Iterable[Break]) -> bool:
    """Whether the membership was not active at `at`."""
    return any(each.since <= at < each.until for each in breaks)


def with_break(
    breaks: tuple[Break, ...], since: datetime, until: datetime, *, most: int
) -> tuple[Break, ...]:
    """The breaks with one more, which is the last; none if it lasted no time.

    Those that touch become one. Of more than `most`, the two with the least time between them
    become one: somebody who leaves and comes back for ever fills no document.
    """
    if until <= since:
        return breaks
    if breaks and since <= breaks[-1].until:
        return (*breaks[:-1], Break(since=breaks[-1].since, until=until))
    every = (*breaks, Break(since=since, until=until))
    return every if len(every) <= most else _with_nearest_joined(every)


def _with_nearest_joined(breaks: tuple[Break, ...]) -> tuple[Break, ...]:
    gaps = [after.since - before.until for before, after in pairwise(breaks)]
    first = gaps.index(min(gaps))
    joined = Break(since=breaks[first].since, until=breaks[first + 1].until)
    return (*breaks[:first], joined, *breaks[first + 2 :])
