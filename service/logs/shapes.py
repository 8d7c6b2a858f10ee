"""What secrets and personal data look like, wherever in a text they stand. Pure.

Each shape has marks, at least one of which a text must hold before its pattern is tried: most lines
hold none, and looking for a mark costs a tenth of a pattern.
"""

import re
from typing import NamedTuple

GONE = "[redacted]"


class Shape(NamedTuple):
    """`marks` are in lower case; `into` takes the place of what the pattern finds."""

    marks: tuple[str, ...]
    pattern: re.Pattern[str]
    into: str = GONE


_NAMES = "authorization|password|passwd|pwd|secret|token|cookie|contact|api_?key|idempotency.?key"
_VALUE = r"""(?:bearer\s+|basic\s+)?(?:"[^"]*"|'[^']*'|[^\s,;&)}\]"']+)"""

# In order: what a later one would only half see comes first.
SHAPES: tuple[Shape, ...] = (
    # A driver's errors end in the server's whole answer, which repeats whole documents.
    Shape(("full error:",), re.compile(r"(?s)(full error:).*"), rf"\1 {GONE}"),
    # user:password@ of any URL, also when the password holds a slash or an at sign.
    Shape(("://",), re.compile(r"(://)[^\s\"'<>]*@"), rf"\1{GONE}@"),
    Shape(("bearer", "basic"), re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{6,}"), rf"\1 {GONE}"),
    Shape(
        ("auth", "pass", "pwd", "secret", "token", "cookie", "contact", "key"),
        # Bounded, and without what comes before the name: a text of nothing but names would
        # otherwise be looked through in cubic time, seconds for 2,000 characters.
        re.compile(rf"(?i)((?:{_NAMES})[\w-]{{0,40}}+[\"']?\s{{0,8}}[=:]\s*){_VALUE}"),
        rf"\1{GONE}",
    ),
    # Keys of merchants, displays and operators; a cut-off one too.
    Shape(("sb",), re.compile(r"\bsb[a-z]{1,3}_(?:test_|live_)?[0-9a-zA-Z_-]{6,}")),
    Shape(("eyj",), re.compile(r"\beyJ[\w-]{5,}(?:\.[\w-]*){0,4}")),
    Shape(("@",), re.compile(r"[^\s@<>()\[\]\"',;:=]+@[^\s@<>()\[\]\"',;:=]+")),
    Shape(("+",), re.compile(r"(?<![\w:])\+[1-9](?:[ ().\-/]{0,2}[0-9]){5,14}")),
    Shape(("code",), re.compile(r"(?i)(codes?\b\D{0,40}?)\b[0-9]{6}\b"), rf"\1{GONE}"),
    Shape(("code",), re.compile(r"(?i)\b[0-9]{6}\b(\D{0,20}\bcode)"), rf"{GONE}\1"),
)

# Refresh tokens, secrets of keys, hashes of contacts, accounts: nothing that a line needs.
_HEX = re.compile(r"[0-9a-fA-F]{32,}")
_RANDOM = re.compile(r"(?=[\w-]*[0-9])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{40,}")
_LONG = 32


def without_shapes(text: str) -> str:
    """The text with everything that looks like a secret or personal taken out."""
    lower = text.lower()
    for shape in SHAPES:
        for mark in shape.marks:
            if mark in lower:
                text = shape.pattern.sub(shape.into, text)
                break
    if len(text) >= _LONG:
        text = _RANDOM.sub(GONE, _HEX.sub(GONE, text))
    return text
