"""Descriptions of the document, cut into paragraphs and code. Everything else is plain text."""

import re

# Paragraphs of (text, is code).
Prose = tuple[tuple[tuple[str, bool], ...], ...]

_CODE = re.compile(r"`([^`]+)`")


def prose(text: str) -> Prose:
    """What stands in backticks is code; an empty line begins a new paragraph."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return tuple(_pieces(" ".join(each.split())) for each in paragraphs if each.strip())


def _pieces(paragraph: str) -> tuple[tuple[str, bool], ...]:
    pieces = enumerate(_CODE.split(paragraph))
    return tuple((piece, bool(number % 2)) for number, piece in pieces if piece)


def without_title(text: str, title: str) -> str:
    """The text without a first sentence that says what the title says."""
    flat = text.strip()
    if title and " ".join(flat.split()).startswith(title):
        first = re.compile(r"\s+".join(re.escape(word) for word in title.split()) + r"\.?\s*")
        return first.sub("", flat, count=1)
    return flat
