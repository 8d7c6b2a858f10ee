"""How values read on a page. `display.js` writes the same, when they change. Pure."""

from collections.abc import Callable
from datetime import datetime, timedelta

from rewards.calendar import local_date

HUES = 8


def speaking(_lang: str) -> Callable[..., str]:
    """What templates call as `_("Hello, {name}", name=...)`: the sentence, with its values."""
    return lambda sentence, **values: sentence.format(**values) if values else sentence


def grouped(number: int) -> str:
    """12345 as 12,345."""
    return f"{number:,}"


def initial(name: str) -> str:
    """The first character of a name, for its badge."""
    return name[:1].upper()


def hue(key: str) -> int:
    """Which of the badge's colours a row has: 0..7, from its key."""
    return int(key[:2], 16) % HUES


def days(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """The days of a season: `2-8 March`, `30 March - 5 April`, with dashes."""
    first = local_date(starts_at, zone)
    last = local_date(ends_at - timedelta(milliseconds=1), zone)
    if first.month == last.month:
        return f"{first.day}\N{EN DASH}{last:%-d %B}"
    return f"{first:%-d %B} \N{EN DASH} {last:%-d %B}"
