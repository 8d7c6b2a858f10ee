"""How times read on a page: in the reader's language, by the reader's zone. Pure."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_timedelta

from service.language.languages import DEFAULT, LOCALES, Language

FAR_DAYS = 300
"""A day so far away is told with its year."""


def times_in(lang: str) -> dict[str, Callable[..., str]]:
    """The filters `day`, `moment`, `away` and `weekday`: each takes a time, then zone and now."""
    language = Language(lang)
    locale = LOCALES[language]
    english = language is DEFAULT

    def day(at: datetime, zone: str, now: datetime) -> str:
        far = abs((at - now).days) > FAR_DAYS
        pattern = (
            ("d MMMM y" if far else "d MMMM") if english else ("y年M月d日" if far else "M月d日")
        )
        return str(format_datetime(at, pattern, tzinfo=ZoneInfo(zone), locale=locale))

    def moment(at: datetime, zone: str, now: datetime) -> str:
        clock = format_datetime(at, "HH:mm", tzinfo=ZoneInfo(zone), locale=locale)
        return f"{day(at, zone, now)}{', ' if english else ' '}{clock}"

    def away(at: datetime, now: datetime) -> str:
        said = format_timedelta(at - now, granularity="minute", add_direction=True, locale=locale)
        return str(said)

    def weekday(iso: str) -> str:
        pattern = "EEEE d MMMM" if english else "M月d日 EEEE"
        return str(format_date(date.fromisoformat(iso), pattern, locale=locale))

    found: dict[str, Any] = {"day": day, "moment": moment, "away": away, "weekday": weekday}
    return found
