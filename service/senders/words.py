"""The words of the message that carries a code; other languages than English are a catalogue.

`{code}` and `{minutes}` are filled in. The code comes first, so that a phone shows it unopened.
"""

import msgspec

from service.language.catalogue import catalogue
from service.language.languages import DEFAULT, Language

CATALOGUE = "sign_in_code"


class CodeWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`subject` and `body` of an e-mail; `line` is the whole of a text message."""

    subject: str
    body: str
    line: str


ENGLISH = CodeWords(
    subject="{code} is your Seedbank code",
    body=(
        "Your code to sign in to Seedbank:\n\n    {code}\n\n"
        "It works once and for {minutes} minutes.\n\n"
        "You did not ask for it? Then somebody typed your address, perhaps by mistake. Nothing "
        "has happened: ignore this message, and tell the code to nobody. We never ask for it.\n"
    ),
    line="{code} is your Seedbank code. It works for {minutes} minutes. Tell it to nobody.",
)


def code_words(code: str, minutes: int, language: Language = DEFAULT) -> CodeWords:
    """The filled-in words."""
    words = words_in(language)
    return CodeWords(
        subject=words.subject.format(code=code, minutes=minutes),
        body=words.body.format(code=code, minutes=minutes),
        line=words.line.format(code=code, minutes=minutes),
    )


def words_in(language: Language) -> CodeWords:
    """The words with gaps."""
    if language is DEFAULT:
        return ENGLISH
    return msgspec.convert(catalogue(language, CATALOGUE), CodeWords)
