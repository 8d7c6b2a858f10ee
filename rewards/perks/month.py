"""A calendar month of the programme, by its name."""

import re
from datetime import date, datetime, timedelta

import msgspec

from rewards.calendar import day_start, local_date
from rewards.perks.refusals import MonthUnknown

NAMED = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
"""As `2026-03`, in this century."""


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """From `starts_at` until before `ends_at`."""

    name: str
    starts_at: datetime
    ends_at: datetime


def month_at(at: datetime, zone: str) -> str:
    """The name of the month that it is at `at` in the IANA zone `zone`."""
    return local_date(at, zone).isoformat()[:7]


def month_before(name: str) -> str | None:
    """The name of the month before; None for the first of the century. ValueError for no name."""
    first = date.fromisoformat(f"{name}-01")
    before = (first - timedelta(days=1)).isoformat()[:7]
    return before if NAMED.fullmatch(before) else None


def month_after(name: str) -> str | None:
    """The same of the month after, up to the last of the century."""
    first = date.fromisoformat(f"{name}-01")
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1).isoformat()[:7]
    return after if NAMED.fullmatch(after) else None


def read_month(name: str, *, zone: str, at: datetime) -> Month | MonthUnknown:
    """The month in the IANA zone `zone`, if it has begun at `at`."""
    named = NAMED.fullmatch(name)
    if named is None:
        return MonthUnknown(month=name)
    year, number = int(named[1]), int(named[2])
    after = date(year + number // 12, number % 12 + 1, 1)
    starts_at, ends_at = day_start(date(year, number, 1), zone), day_start(after, zone)
    if starts_at > at:
        return MonthUnknown(month=name)
    return Month(name=name, starts_at=starts_at, ends_at=ends_at)
