"""Which language an `Accept-Language` header asks for (RFC 9110, section 12.5.4). Pure."""

import re
from functools import lru_cache

from service.language.languages import DEFAULT, Language

LENGTH_MAX = 500
"""Characters of a header that is read at all; browsers send about a hundred."""

_RANGE = re.compile(
    r"(\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)(?:[ \t]*;[ \t]*q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?))?"
)
# Regions and scripts that are written with simplified characters. Who asks for Taiwan's or Hong
# Kong's Chinese and nothing else gets English: those are other characters and other words.
_SIMPLIFIED = frozenset({"", "cn", "sg", "my", "hans"})
_EXACT = {
    Language.EN: frozenset({"en"}),
    Language.ZH_CN: frozenset({"zh", "zh-cn", "zh-hans", "zh-hans-cn"}),
}


@lru_cache(maxsize=1024)
def negotiate(header: str) -> Language:
    """The language to answer in; `DEFAULT` for an empty, malformed or overlong header.

    Ranges that name nothing we have are passed over. Of equal qualities the first one wins, and a
    language that is named beats `*`. Nothing acceptable means `DEFAULT`, never an error.
    """
    ranges = _ranges(header)
    if ranges is None:
        return DEFAULT
    found = {language: quality for language in Language if (quality := _quality(language, ranges))}
    return max(found, key=lambda language: found[language], default=DEFAULT)


def _ranges(header: str) -> list[tuple[str, float]] | None:
    """Ranges and their weights, in the order of the header. None if it is malformed."""
    if len(header) > LENGTH_MAX:
        return None
    found = []
    for part in header.lower().split(","):
        if not (text := part.strip(" \t")):
            continue
        match = _RANGE.fullmatch(text)
        if match is None:
            return None
        found.append((match[1], float(match[2] or 1)))
    return found


def _quality(language: Language, ranges: list[tuple[str, float]]) -> tuple[float, int] | None:
    """How much a language is wanted, then how early it is named. None if it is not acceptable."""
    named = [
        (weight, -place)
        for place, (range_, weight) in enumerate(ranges)
        if _language_of(range_) is language
    ]
    refused = any(range_ in _EXACT[language] and not weight for range_, weight in ranges)
    if named:
        return None if refused or max(named)[0] == 0 else max(named)
    others = [weight for range_, weight in ranges if range_ == "*"]
    wanted = max(others, default=0)
    # Behind everything that is named; among the rest, in the order of the languages.
    return (wanted, -len(ranges) - list(Language).index(language)) if wanted else None


def _language_of(range_: str) -> Language | None:
    primary, _, rest = range_.partition("-")
    if primary == "en":
        return Language.EN
    if primary == "zh" and rest.partition("-")[0] in _SIMPLIFIED:
        return Language.ZH_CN
    return None
