"""Short words for scenarios about days: local times, and a calendar that is asked to change."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from tasks.days.calendar import Calendar, day_of
from tasks.days.change_zone import change_zone
from tasks.numbers import TaskNumbers

NUMBERS = TaskNumbers()
ZONES_MAX = 15
"""Zones that are remembered with these numbers: of ninety days and some, a week apart."""


def wall(text: str, zone: str) -> datetime:
    """The moment when it is `2026-03-04 12:00` on the wall in `zone`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def moved(calendar: Calendar | str, zone: str, at: datetime) -> Calendar:
    """The calendar after asking for `zone` at `at`, which is granted."""
    here = Calendar(zone=calendar) if isinstance(calendar, str) else calendar
    after = change_zone(here, zone, at=at, numbers=NUMBERS)
    assert isinstance(after, Calendar)
    return after


def days(calendar: Calendar, start: datetime, hours: int) -> list[date]:
    """The dates of `hours` from `start` on, asked every half an hour."""
    half = timedelta(minutes=30)
    return [day_of(calendar, start + number * half) for number in range(2 * hours)]


def lengths(calendar: Calendar, start: datetime, hours: int) -> dict[str, float]:
    """Hours that each whole date within the time lasts."""
    seen = days(calendar, start, hours)
    whole = sorted(set(seen))[1:-1]
    return {day.isoformat(): seen.count(day) / 2 for day in whole}


def goes_on(seen: list[date]) -> bool:
    """True if no date comes back and none is skipped."""
    return all(
        after - before in (timedelta(0), timedelta(days=1)) for before, after in pairwise(seen)
    )
