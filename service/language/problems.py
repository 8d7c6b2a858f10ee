"""A refusal in the reader's language.

English is in the classes themselves. Every other language has an entry for each stable code; its
sentences name the refusal's fields, and choose by one of them where English does.
"""

import re
from functools import cache
from typing import Any

import msgspec

from rewards.refusal import Refusal
from service.language.catalogue import catalogues
from service.language.formats import said
from service.language.languages import DEFAULT, Language
from service.language.sentences import translated

NONE = "none"
"""The case of a field that is nothing: None, 0, false, or empty."""


class Words(msgspec.Struct, frozen=True):
    """What a refusal is called, and one sentence that says what to do."""

    title: str
    detail: str


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`detail`, or that of `when` for the value of the field `by`. `NONE` is for no value.

    `foreign` are fields that hold whole English sentences, which are translated first.
    """

    title: str
    detail: str
    by: str | None = None
    when: dict[str, str] = {}
    foreign: tuple[str, ...] = ()


def words_of(refusal: Refusal, language: Language) -> Words:
    """The refusal in words. One that is missing in the catalogue is said in English."""
    entry = entries(language).get(refusal.code)
    if entry is None:
        title = refusal.code.replace("_", " ").capitalize()
        return Words(re.sub(r"(?i)\bjson\b", "JSON", title), refusal.detail())
    values = _values(retold(refusal, language))
    return Words(entry.title, said(language, _sentence(entry, values), values))


def retold(refusal: Refusal, language: Language) -> Refusal:
    """The refusal with the sentences inside of it in the reader's language; codes stay codes."""
    entry = entries(language).get(refusal.code)
    if entry is None or not entry.foreign:
        return refusal
    values = _values(refusal)
    told = {name: _told(values[name], language) for name in entry.foreign}
    return msgspec.structs.replace(refusal, **told)


def _told(value: Any, language: Language) -> Any:
    if isinstance(value, tuple):
        return tuple(_told(each, language) for each in value)
    if getattr(value, "translated", False):
        return value
    if isinstance(value, msgspec.Struct):
        detail = translated(language, msgspec.structs.asdict(value)["detail"])
        return msgspec.structs.replace(value, detail=detail)
    return translated(language, value)


def _values(refusal: Refusal) -> dict[str, Any]:
    return {name: getattr(refusal, name) for name in refusal.__struct_fields__}


@cache
def entries(language: Language) -> dict[str, Entry]:
    """The catalogue of a language, by code; English has none."""
    if language is DEFAULT:
        return {}
    return msgspec.convert(catalogues(language, "problems"), dict[str, Entry])


def _sentence(entry: Entry, values: dict[str, Any]) -> str:
    if entry.by is None:
        return entry.detail
    value = values[entry.by]
    return entry.when.get(str(value) if value else NONE, entry.detail)
