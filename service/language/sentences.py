"""English sentences that others make, such as those of the library that reads requests. Pure."""

import re
from collections.abc import Mapping
from functools import cache

from service.language.catalogue import catalogue
from service.language.formats import said
from service.language.languages import DEFAULT, Language


def translated(language: Language, sentence: str) -> str:
    """The sentence in a language; one that nobody has foreseen is told in general words."""
    if language is DEFAULT:
        return sentence
    for pattern, says in _patterns(language):
        if (found := pattern.fullmatch(sentence)) is not None:
            return said(language, says, found.groupdict())
    otherwise: Mapping[str, str] = catalogue(language, "sentences")["otherwise"]
    return otherwise["says"]


@cache
def _patterns(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = catalogue(language, "sentences")["sentence"]
    return tuple((re.compile(row["pattern"], re.DOTALL), row["says"]) for row in rows)
