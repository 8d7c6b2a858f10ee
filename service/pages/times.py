"""How times read on a page: in the reader's language, by the reader's zone. Pure."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_timedelta, get_day_names

from service.language.languages import DEFAULT, LOCALES, Language

FAR_DAYS = 300
"""A day so far away is told with its year."""
# By whether it is in English.
_MONTH = {True: "MMMM y", False: "y年M月"}
_MINUTE = {True: "d MMMM y, HH:mm", False: "y年M月d日 HH:mm"}


def times_in(lang: str) -> dict[str, Callable[..., str]]:
    """The filters `day`, `moment` and `away`, each of a time, then zone and now; `weekday` of a day
    as in ISO 8601, `day_of_week` of its number, 1 for Monday; `cycle` of the name of scores'
    cycle, a month, a day or a minute, and zone."""
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

    def day_of_week(number: int) -> str:
        return str(get_day_names("abbreviated", locale=locale)[number - 1])

    def cycle(name: str, zone: str) -> str:
        if "T" in name:
            at = datetime.strptime(name, "%Y-%m-%dT%H%M%S.%fZ").replace(tzinfo=UTC)
            return str(format_datetime(at, _MINUTE[english], tzinfo=ZoneInfo(zone), locale=locale))
        year, month, *days = map(int, name.split("-"))
        pattern = "long" if days else _MONTH[english]
        return str(format_date(date(year, month, *(days or [1])), pattern, locale=locale))

    found: dict[str, Any] = {
        "day": day,
        "moment": moment,
        "away": away,
        "weekday": weekday,
        "day_of_week": day_of_week,
        "cycle": cycle,
    }
    return found
