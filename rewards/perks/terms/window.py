"""When a perk can be had, by the programme's clock on the wall."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec

DAY_MINUTES = 24 * 60

Weekday = Annotated[int, msgspec.Meta(ge=1, le=7)]
"""1 is Monday, 7 is Sunday."""


class Window(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From `from_minute` until before `until_minute` after midnight, on `days`; none: every day.

    What goes past midnight is two windows.
    """

    days: Annotated[tuple[Weekday, ...], msgspec.Meta(max_length=7)] = ()
    from_minute: Annotated[int, msgspec.Meta(ge=0, lt=DAY_MINUTES)] = 0
    until_minute: Annotated[int, msgspec.Meta(ge=1, le=DAY_MINUTES)] = DAY_MINUTES


def is_open(windows: Sequence[Window], local: datetime) -> bool:
    """Whether `local`, in the programme's zone, is in one of them. Without any it always is."""
    minute = local.hour * 60 + local.minute
    return not windows or any(
        local.isoweekday() in (each.days or range(1, 8))
        and each.from_minute <= minute < each.until_minute
        for each in windows
    )


def next_open(windows: Sequence[Window], at: datetime, zone: str) -> datetime | None:
    """When one of them opens next, in UTC; None if one is open at `at`."""
    local = at.astimezone(ZoneInfo(zone))
    if is_open(windows, local):
        return None
    days = (local.date() + timedelta(days=ahead) for ahead in range(9))
    starts = (_start(day, each, zone) for day in days for each in windows if _is_on(each, day))
    return min(start for start in starts if start > at)


def _is_on(window: Window, day: date) -> bool:
    return not window.days or day.isoweekday() in window.days


def _start(day: date, window: Window, zone: str) -> datetime:
    hours, minutes = divmod(window.from_minute, 60)
    return datetime.combine(day, time(hours, minutes), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def lint_window(window: Window) -> list[str]:
    """What is wrong with it, as sentences."""
    rules = {
        "a window ends before it begins: make two of what goes past midnight": (
            window.until_minute <= window.from_minute
        ),
        "a window names a day twice": len(set(window.days)) < len(window.days),
    }
    return [sentence for sentence, broken in rules.items() if broken]
