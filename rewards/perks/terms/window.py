"""When a perk can be had, by the programme's clock on the wall."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

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


def lint_window(window: Window) -> list[str]:
    """What is wrong with it, as sentences."""
    rules = {
        "a window ends before it begins: make two of what goes past midnight": (
            window.until_minute <= window.from_minute
        ),
        "a window names a day twice": len(set(window.days)) < len(window.days),
    }
    return [sentence for sentence, broken in rules.items() if broken]
