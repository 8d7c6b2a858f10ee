"""Months in state active: derived from how a membership went, never stored.

Whoever challenges one makes it a row of its own, which then says how it stands.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from rewards.calendar import day_start, local_date
from rewards.ledger.ids import part
from rewards.score.evidence import Evidence, EvidenceKind, Status

SOURCE = "app"
"""Who knows of it: the programme itself, by the name that its own backend has as a source."""

LAST_INSTANT = timedelta(milliseconds=1)
"""A month is dated by its last instant, so that the cut-off at a month's end has that month in."""

_MONTHS_REMEMBERED = 4_096
"""Bounds of months in zones: a hundred years of a few zones, asked for by every account."""


class Away(NamedTuple):
    """Not in state active from `since` until before `until`; None if it still is not."""

    since: datetime
    until: datetime | None


def months_active(
    account: str,
    *,
    since: datetime | None,
    away: Iterable[Away],
    evidence: Iterable[Evidence],
    until: datetime,
    zone: str,
) -> list[Evidence]:
    """One fact for each calendar month of `zone`, over by `until`, that was active from its first
    instant to its last and has no counted breach among `evidence`. `since` is when the membership
    first became active; None if it never was."""
    if since is None:
        return []
    gone = tuple(away)
    broken = {_first(each.at, zone) for each in evidence if _is_counted_breach(each)}
    return [
        Evidence(
            id=month_id(account, first),
            kind=EvidenceKind.MONTH_ACTIVE,
            at=end - LAST_INSTANT,
            source=SOURCE,
        )
        for first, start, end in _months(since, until, zone)
        if start >= since and first not in broken and not _was_away(gone, start, end)
    ]


def month_id(account: str, first: date) -> str:
    """`month:<account>:<YYYY-MM>`."""
    return f"month:{part(account)}:{first:%Y-%m}"


def _is_counted_breach(evidence: Evidence) -> bool:
    # One that was made good is remembered by itself, and no longer by its month.
    return evidence.kind is EvidenceKind.BREACH and evidence.status is Status.COUNTED


def _was_away(away: Iterable[Away], start: datetime, end: datetime) -> bool:
    return any(each.since < end and (each.until is None or each.until > start) for each in away)


def _months(
    since: datetime, until: datetime, zone: str
) -> Iterator[tuple[date, datetime, datetime]]:
    """The months from that of `since` on that are over by `until`: first day, start, end."""
    first = _first(since, zone)
    while (bounds := _bounds(first, zone))[1] - LAST_INSTANT <= until:
        yield first, *bounds
        first = _next(first)


def _first(at: datetime, zone: str) -> date:
    return local_date(at, zone).replace(day=1)


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


@lru_cache(_MONTHS_REMEMBERED)
def _bounds(first: date, zone: str) -> tuple[datetime, datetime]:
    return day_start(first, zone), day_start(_next(first), zone)
