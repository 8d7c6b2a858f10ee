"""How values read inside of a sentence, by language. Pure.

A sentence names values as `{field}` or `{field:how}`. `how` is a span's unit (`s`, `ms`), `.12` for
the first characters of a text, `;` for a list of sentences, `#` for a number without separators,
such as a year, or a vocabulary such as `rental`, whose words stand for codes.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from string import Formatter
from typing import Any

from babel import Locale
from babel.dates import format_datetime
from babel.numbers import format_decimal

from service.language.catalogue import catalogue
from service.language.languages import LOCALES, Language

SENTENCES = ";"
BARE = "#"
SPANS_MS = {"s": 1000, "ms": 1}
_UNITS = (("day", 86_400_000), ("hour", 3_600_000), ("minute", 60_000), ("second", 1000))
_CUT = re.compile(r"\.[0-9]+")


def said(language: Language, sentence: str, values: Mapping[str, Any]) -> str:
    """`sentence` with its values. KeyError for a value or a vocabulary that there is not."""
    return _Sentence(language).vformat(sentence, (), values)


def names_in(sentence: str) -> set[tuple[str, str]]:
    """Each value that a sentence names, with how it is to be written."""
    parts = Formatter().parse(sentence)
    return {(name, how or "") for _, name, how, _ in parts if name is not None}


class _Sentence(Formatter):
    """Writes values as readers of one language write them."""

    def __init__(self, language: Language) -> None:
        self._language = language
        # CLDR knows lists and spans too; what it gives for Chinese has gaps.
        self._how = catalogue(language, "formats")
        self._locale = Locale.parse(LOCALES[language])

    def get_field(self, field_name: str, _args: Any, kwargs: Any) -> tuple[Any, str]:
        # Only names of values: no attributes and no items of them.
        return kwargs[field_name], field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, tuple | list | frozenset):
            return self._list(value, format_spec)
        if format_spec in SPANS_MS:
            return self._span(value * SPANS_MS[format_spec])
        if format_spec in ("", SENTENCES):
            return self._plain(value)
        if format_spec == BARE:
            return str(value)
        if _CUT.fullmatch(format_spec):
            return str(format(str(value), format_spec))
        return term(self._language, format_spec, str(value))

    def _plain(self, value: Any) -> str:
        if isinstance(value, datetime):
            return self._moment(value)
        return format_decimal(value, locale=self._locale) if type(value) is int else str(value)

    def _moment(self, value: datetime) -> str:
        """In UTC: whose clock the reader goes by is not known here."""
        seconds = "full" if value.second else "short"
        pattern = self._how["moment"][seconds]
        return format_datetime(value.astimezone(UTC), pattern, locale=self._locale)

    def _list(self, values: Iterable[Any], how: str) -> str:
        between: str = self._how["between_sentences" if how == SENTENCES else "between"]
        return between.join(self.format_field(each, how) for each in values)

    def _span(self, ms: int) -> str:
        """The two largest units, rounded up: nobody is told to come back too early."""
        smallest = next((size for _, size in _UNITS[1:] if ms >= 60 * size), 1000)
        left = -(-ms // smallest) * smallest
        parts = []
        for unit, size in _UNITS:
            count, left = divmod(left, size)
            if count:
                parts.append(self._how["span"][unit].format(count))
        return " ".join(parts[:2]) or str(self._how["span"]["second"].format(0))


def term(language: Language, vocabulary: str, code: str) -> str:
    """What a code is called. A code that the vocabulary does not know stands for itself."""
    words: Mapping[str, str] = catalogue(language, "terms")[vocabulary]
    return words.get(code, code)
