"""Words that no name may have: looked for as people read them, not as they are spelt. Pure."""

import unicodedata
from collections.abc import Iterable
from typing import Annotated

import msgspec

Word = Annotated[str, msgspec.Meta(min_length=2, max_length=64)]

# What stands for what is read alike: digits and signs, and small letters of other scripts. An l is
# read as an i, because a 1 may be either.
_ALIKE = {
    "a": "4@\u0430\u03b1",
    "b": "8",
    "c": "\u0441",
    "d": "\u0501",
    "e": "3\u0435\u03b5",
    "h": "\u04bb",
    "i": "1!|l\u0456\u04cf\u03b9",
    "j": "\u0458",
    "k": "\u043a\u03ba",
    "m": "\u043c",
    "n": "\u03b7",
    "o": "0\u043e\u03bf",
    "p": "\u0440\u03c1",
    "s": "5$\u0455",
    "t": "7\u0442\u03c4",
    "u": "\u03c5",
    "v": "\u03bd",
    "x": "\u0445\u03c7",
    "y": "\u0443",
}
_READ_AS = {ord(other): letter for letter, others in _ALIKE.items() for other in others}


def read_as(text: str) -> str:
    """How `text` is read: without case and accents, look-alikes as the letter they look like."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(each for each in plain if not unicodedata.combining(each))
    return kept.translate(_READ_AS)


def has_refused_word(name: str, refused: Iterable[str]) -> bool:
    """Whether one of the words stands in `name`: as a word of its own, or as all of it with its
    spaces and signs left out. Not inside of a longer word, which may be innocent."""
    # An exclamation mark may be a letter, or the end of what is said.
    readings = [_words(read_as(name)), _words(read_as(" ".join(_words(name))))]
    words = {word for found in readings for word in (*found, "".join(found))}
    return any("".join(_words(read_as(each))) in words for each in refused)


def _words(text: str) -> list[str]:
    return "".join(each if each.isalnum() else " " for each in text).split()
