"""A moment as a browser's field for day and time has it: as a clock on the wall shows it. Pure."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_TYPED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?")


def moment_of(text: str, zone: str) -> datetime | None:
    """2026-03-04T15:30 on the clocks of `zone`, in UTC; None for what no clock there shows. An hour
    that a night has twice is the first of the two."""
    if _TYPED.fullmatch(text.strip()) is None:
        return None
    try:
        shown = datetime.fromisoformat(text.strip())
        at = shown.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        return at if _on_clock(at, zone) == shown else None
    except (ValueError, OverflowError):
        return None


def typed_moment(at: datetime, zone: str) -> str:
    """The same the other way, to the minute that has begun."""
    return _on_clock(at, zone).strftime("%Y-%m-%dT%H:%M")


def _on_clock(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
