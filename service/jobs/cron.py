"""When a job is due. Local times are in the programme's zone; hours are counted in UTC.

Clocks are put back and forth, mostly at night: a local time that comes twice counts the first time,
one that is left out counts at the moment of the jump. An hour is an hour, so UTC.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped]

from service.programme import Programme


class Trigger(Protocol):
    """The one call we need of APScheduler's triggers; pure."""

    def get_next_fire_time(
        self, previous_fire_time: datetime | None, now: datetime
    ) -> datetime | None:
        """The first due time from `now` on, in the trigger's zone."""


When = Callable[[Programme], Trigger]


def hourly(*, minute: int = 0) -> When:
    """Every hour, so many minutes past it."""
    return lambda _programme: _trigger(UTC, minute=minute)


def daily(*, hour: int = 0, minute: int = 0) -> When:
    """Every day at a local time."""
    return lambda programme: _trigger(ZoneInfo(programme.zone), hour=hour, minute=minute)


def monthly(*, day: int, hour: int = 0, minute: int = 0) -> When:
    """On a day of every month (1..28) at a local time."""
    return lambda programme: _trigger(ZoneInfo(programme.zone), day=day, hour=hour, minute=minute)


def _trigger(zone: object, **fields: int) -> Trigger:
    trigger: Trigger = CronTrigger(**fields, second=0, timezone=zone)
    return trigger
