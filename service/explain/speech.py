"""How explanations are written for one reader: sentences, and the values inside of them. Pure."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from babel.dates import format_date

from rewards.score.decay import MICRO
from service.explain import english
from service.language.catalogue import catalogue
from service.language.formats import term
from service.language.languages import DEFAULT, LOCALES, Language

Say = Callable[[str], str]
DECIMALS = 6


class Speech(msgspec.Struct, frozen=True, kw_only=True):
    """`say` gives the programme's texts in the reader's language, `names` are its merchants' by id.
    Days are those of `zone`, the reader's."""

    language: Language
    say: Say
    names: Mapping[str, str] = {}
    zone: str = "UTC"

    def __call__(self, key: str, **values: Any) -> str:
        """The sentence `key` with its values, which are written out already."""
        return self._sentences[key].format(**values)

    def kind(self, code: str) -> str:
        """What evidence of a kind is called."""
        if self.language is DEFAULT:
            return english.KINDS.get(code, code)
        return term(self.language, "evidence", code)

    def source(self, id_: str) -> str:
        """Who knows of it: a merchant by name, or whatever else can."""
        if id_ in self.names:
            return self.say(self.names[id_])
        sources: Mapping[str, str] = self._words("sources", english.SOURCES)
        return sources.get(id_, id_)

    def points(self, micro: int) -> str:
        """Micro-points as points, exactly: `1 point`, `-8.5 points`."""
        return self.counted("point", exact(micro))

    def whole(self, points: int) -> str:
        """The same of whole points."""
        return self.counted("point", str(points))

    def more(self, micro: int) -> str:
        """Micro-points more or less, with their sign: `+3.52 points`."""
        return self.counted("point", f"+{exact(micro)}" if micro > 0 else exact(micro))

    def counted(self, unit: str, number: str | int) -> str:
        """`number` of a unit: a point, a piece of evidence, a day."""
        if self.language is not DEFAULT:
            units: Mapping[str, str] = self._words("units", {})
            return units[unit].format(number)
        one, many = english.UNITS[unit]
        return (one if str(number) in ("1", "-1", "+1") else many).format(number)

    def joined(self, how: str, texts: Iterable[str]) -> str:
        """Several things in one: this `and` that, one, `then` the other, or whole `sentences`."""
        return self._words("joined", english.JOINED)[how].join(texts)

    def day(self, at: datetime) -> str:
        """The date on the reader's calendar: `4 March 2026`."""
        local = at.astimezone(ZoneInfo(self.zone))
        return format_date(local.date(), "long", locale=LOCALES[self.language])

    @property
    def _sentences(self) -> Mapping[str, str]:
        return self._words("sentences", english.SENTENCES)

    def _words(self, table: str, otherwise: Mapping[str, str]) -> Mapping[str, str]:
        if self.language is DEFAULT:
            return otherwise
        found: Mapping[str, str] = catalogue(self.language, "score")[table]
        return found


def exact(micro: int) -> str:
    """Micro-points in points with as many decimals as it takes: 3_520_000 is `3.52`."""
    whole, left = divmod(abs(micro), MICRO)
    decimals = f"{left:0{DECIMALS}d}".rstrip("0")
    sign = "-" if micro < 0 else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"
