"""When a job is due. Pure. Local times are in the programme's zone; hours are counted in UTC.

Not left to APScheduler's CronTrigger: 3.11 counts the day on which clocks are put forward as 24
hours long, and so leaves out the next midnight. Here every local date has its one due time: a local
time that comes twice counts the first time, one that is left out counts by the offset from before.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from rewards.calendar import local_date
from service.programme import Programme

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Trigger(Protocol):
    """The due times of a job, one after the other."""

    def __call__(self, after: datetime, /) -> datetime:
        """The first due time after `after`, in UTC."""


When = Callable[[Programme], Trigger]


def hourly(*, minute: int = 0) -> When:
    """Every hour, so many minutes past it."""

    def next_(after: datetime) -> datetime:
        start = after.astimezone(UTC).replace(minute=minute, second=0, microsecond=0)
        return start if start > after else start + HOUR

    return lambda _programme: next_


def every(*, minutes: int) -> When:
    """Every so many minutes of the hour. ValueError if the hour has no whole number of them."""
    if not 1 <= minutes <= 60 or 60 % minutes:
        raise ValueError(f"an hour is not a whole number of {minutes} minutes")

    def next_(after: datetime) -> datetime:
        start = after.astimezone(UTC).replace(second=0, microsecond=0)
        start -= timedelta(minutes=start.minute % minutes)
        return start + timedelta(minutes=minutes)

    return lambda _programme: next_


def daily(*, hour: int = 0, minute: int = 0) -> When:
    """Every day at a local time."""
    at = time(hour, minute)
    return lambda programme: _on_days(programme.zone, at, lambda _day: True)


def monthly(*, day: int, hour: int = 0, minute: int = 0) -> When:
    """On a day of every month, 1..28, at a local time. ValueError for later days."""
    if not 1 <= day <= 28:
        raise ValueError(f"not every month has a day {day}")
    at = time(hour, minute)
    return lambda programme: _on_days(programme.zone, at, lambda each: each.day == day)


def weekly(*, hour: int = 0, minute: int = 0) -> When:
    """Every Monday at a local time."""
    at = time(hour, minute)
    return lambda programme: _on_days(programme.zone, at, lambda day: day.weekday() == 0)


def after(when: When, hours: Callable[[Programme], int]) -> When:
    """So many hours, as the programme says, after each of the due times of `when`."""
    return shifted(when, lambda programme: timedelta(hours=hours(programme)))


def shifted(when: When, by: Callable[[Programme], timedelta]) -> When:
    """Later by a span, as the programme says, than each of the due times of `when`."""

    def trigger(programme: Programme) -> Trigger:
        first, wait = when(programme), by(programme)
        return lambda past: first(past - wait) + wait

    return trigger


def either(*whens: When) -> When:
    """All due times of these, each once."""

    def trigger(programme: Programme) -> Trigger:
        triggers = [when(programme) for when in whens]
        return lambda past: min(each(past) for each in triggers)

    return trigger


def _on_days(zone: str, at: time, wanted: Callable[[date], bool]) -> Trigger:
    def next_(after: datetime) -> datetime:
        # A day early: where clocks go back over midnight, a date can begin twice.
        day = local_date(after, zone) - DAY
        while not wanted(day) or _instant(day, at, zone) <= after:
            day += DAY
        return _instant(day, at, zone)

    return next_


def _instant(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)
