"""How values read on a page. `display.js` writes the same, when they change. Pure."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import format_interval

from rewards.calendar import local_date
from rewards.score.decay import MICRO
from service.explain.speech import exact
from service.language.catalogue import catalogue
from service.language.languages import DEFAULT, LOCALES, Language

HUES = 8


def speaking(lang: str) -> Callable[..., str]:
    """What templates call as `_("Hello, {name}", name=...)`: the sentence, with its values.

    A sentence that the catalogue `pages` of the language does not have is said in English.
    """
    language = Language(lang)
    known = {} if language is DEFAULT else catalogue(language, "pages")

    def speak(sentence: str, **values: object) -> str:
        said: str = known.get(sentence, sentence)
        return said.format(**values) if values else said

    return speak


def grouped(number: int) -> str:
    """12345 as 12,345."""
    return f"{number:,}"


def points(micro: int) -> str:
    """Micro-points as points, exactly, with the sign that a minus has in print."""
    return exact(micro).replace("-", "\N{MINUS SIGN}")


def change(micro: int) -> str:
    """The same with a sign always, as of what has been added or taken."""
    return f"+{points(micro)}" if micro > 0 else points(micro)


def whole_change(count: int) -> str:
    """The same of whole points."""
    return change(count * MICRO)


def biggest_first(changes: Sequence[Any]) -> list[Any]:
    """Changes of parts, which have `points`, or of what is in them, by how much they are; a plus
    and a minus alike."""
    return sorted(
        changes,
        key=lambda each: -abs(each.points if hasattr(each, "points") else each.micro_points),
    )


def initial(name: str) -> str:
    """The first character of a name, for its badge."""
    return name[:1].upper()


def hue(key: str) -> int:
    """Which of the badge's colours a row has: 0..7, from its key."""
    return int(key[:2], 16) % HUES


def days_in(lang: str) -> Callable[[datetime, datetime, str], str]:
    """How a season's days are written: in English by `days`, else as CLDR has it."""
    if Language(lang) is DEFAULT:
        return days
    locale = LOCALES[Language(lang)]

    def written(starts_at: datetime, ends_at: datetime, zone: str) -> str:
        return format_interval(*_days(starts_at, ends_at, zone), "MMMd", locale=locale)

    return written


def days(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """The days of a season: `2-8 March`, `30 March - 5 April`, with dashes."""
    first, last = _days(starts_at, ends_at, zone)
    if first.month == last.month:
        return f"{first.day}\N{EN DASH}{last:%-d %B}"
    return f"{first:%-d %B} \N{EN DASH} {last:%-d %B}"


def _days(starts_at: datetime, ends_at: datetime, zone: str) -> tuple[date, date]:
    return local_date(starts_at, zone), local_date(ends_at - timedelta(milliseconds=1), zone)
