"""Dates that several rules share: months for lots, ISO weeks for seasons, days for tasks.

Instants are time-zone aware and cut to milliseconds by the caller. Zone data is reference data:
it comes with Python's `zoneinfo` and is the only thing these rules look up.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

import msgspec

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
"""A point in time. Naive values are refused when read."""


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    """True if `name` is an IANA time zone such as `Europe/Berlin`."""
    return name in _zone_names()


def local_date(at: datetime, zone: str) -> date:
    """The calendar date at `at` in the IANA zone `zone`."""
    return at.astimezone(ZoneInfo(zone)).date()


def day_start(day: date, zone: str) -> datetime:
    """The first instant of `day` in `zone`, in UTC.

    Where clocks jump over midnight, `fold=0` reads the missing hour with the offset from before,
    which is exactly the moment of the jump: days neither overlap nor leave gaps.
    """
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def iso_week(day: date) -> str:
    """ISO 8601 week of `day`, as `2026-W07`. The year is the week's, not always the day's."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def week_start(day: date) -> date:
    """The Monday of the ISO week that holds `day`."""
    return day - timedelta(days=day.weekday())


def day_end(at: datetime) -> datetime:
    """First instant after the UTC calendar day of `at`; `at` itself if a day begins with it."""
    utc = at.astimezone(UTC)
    midnight = utc.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight if midnight == utc else midnight + timedelta(days=1)


def month_end(at: datetime, months_more: int = 0) -> datetime:
    """First instant after the UTC calendar month of `at`, moved on by `months_more` months."""
    utc = at.astimezone(UTC)
    months = utc.year * 12 + utc.month + months_more
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)


def whole_days(start: datetime, end: datetime) -> int:
    """Full 24-hour days from `start` to `end`, negative if it has not come to `start` yet."""
    return (end - start) // timedelta(days=1)
