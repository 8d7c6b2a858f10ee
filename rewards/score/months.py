"""Months in state active: derived from how a membership went, never stored.

Whoever challenges one makes it a row of its own, which then says how it stands.
"""

from collections.abc import Iterable
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

_LISTS_REMEMBERED = 4_096
"""Lists of months: everybody who joined in the same month and is scored at once shares one."""


class Month(NamedTuple):
    """A calendar month of a zone: its name, first day, first instant, and that of the next one."""

    name: str
    first: date
    start: datetime
    end: datetime


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
    prefix = f"month:{part(account)}:"
    return [
        Evidence(
            id=prefix + month.name,
            kind=EvidenceKind.MONTH_ACTIVE,
            at=month.end - LAST_INSTANT,
            source=SOURCE,
        )
        for month in _months(_first(since, zone), until, zone)
        if month.start >= since
        and month.first not in broken
        and not (gone and _was_away(gone, month.start, month.end))
    ]


def month_id(account: str, first: date) -> str:
    """`month:<account>:<YYYY-MM>`."""
    return f"month:{part(account)}:{_name(first)}"


def _is_counted_breach(evidence: Evidence) -> bool:
    # One that was made good is remembered by itself, and no longer by its month.
    return evidence.kind is EvidenceKind.BREACH and evidence.status is Status.COUNTED


def _was_away(away: Iterable[Away], start: datetime, end: datetime) -> bool:
    return any(each.since < end and (each.until is None or each.until > start) for each in away)


@lru_cache(_LISTS_REMEMBERED)
def _months(first: date, until: datetime, zone: str) -> tuple[Month, ...]:
    """The months from `first` on that are over by `until`."""
    found = []
    while (end := day_start(_next(first), zone)) - LAST_INSTANT <= until:
        found.append(Month(_name(first), first, day_start(first, zone), end))
        first = _next(first)
    return tuple(found)


def _name(first: date) -> str:
    return f"{first:%Y-%m}"


def _first(at: datetime, zone: str) -> date:
    return local_date(at, zone).replace(day=1)


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
