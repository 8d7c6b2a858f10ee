"""The statement of record: one page for people, complete in itself, with no script and no address.

English sentences are in the template; Chinese ones in the catalogue `archive`, by the English.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.archive.consents import Consents
from service.language.catalogue import catalogue
from service.language.languages import DEFAULT, LOCALES, Language
from service.members.account import Account
from service.members.consents import PROGRAMME
from service.members.member import Member
from service.store.schema.documents import Snapshot

FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Statement:
    """What it is made of. `counts` are rows by file."""

    programme: str
    at: datetime
    account: Account
    member: Member
    consents: Consents
    scores: tuple[Snapshot, ...]
    counts: dict[str, int]


def statement_of(statement: Statement, language: Language) -> Iterator[str]:
    """The page, in parts."""
    speak = speaking(language)
    texts = {text.sha256: text.text for text in statement.consents.texts}
    template = _environment().get_template("statement.html")
    yield from template.generate(
        _=speak,
        word=_words(language),
        time=_times(language, statement.account.zone),
        lang=language.value,
        statement=statement,
        member=statement.member,
        account=statement.account,
        purse=statement.account.purse,
        texts=texts,
        programme_itself=PROGRAMME,
    )


def speaking(language: Language) -> Callable[..., str]:
    """`_("... {n}", n=1)`: the sentence in the language, with its values."""
    known = {} if language is DEFAULT else catalogue(language, "archive")

    def speak(sentence: str, **values: object) -> str:
        said: str = sentence if language is DEFAULT else known[sentence]
        return said.format(**values) if values else said

    return speak


def _words(language: Language) -> Callable[[str, str], str]:
    """What a code of a kind is called: `word("membership", "active")`."""
    if language is DEFAULT:
        return lambda _kind, code: code.replace("_", " ")
    terms: dict[str, Any] = catalogue(language, "terms")
    return lambda kind, code: str(terms.get(kind, {}).get(code, code))


def _times(language: Language, zone: str) -> Callable[[datetime], str]:
    """A point in time, in the member's zone, with its offset."""
    locale, info = LOCALES[language], ZoneInfo(zone)
    return lambda at: format_datetime(at, "yyyy-MM-dd HH:mm xxx", tzinfo=info, locale=locale)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
