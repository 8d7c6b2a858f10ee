"""The name a member shows to others."""

import unicodedata
from collections.abc import Sequence

from rewards.refusal import Refusal
from service.members.refused_words import has_refused_word
from service.members.scripts import may_be_mixed, scripts_of

NAME_MIN, NAME_MAX = 2, 24
"""Code points after normalising: short enough for a row on a display."""

BLANK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0" + "".join(map(chr, range(0xE0100, 0xE01F0)))
)
"""What Unicode calls letters, marks and signs, and nobody sees: fillers, joiners, variants of Han
characters, braille without a dot."""


class BadDisplayName(Refusal, frozen=True, kw_only=True):
    """A name of the wrong length, or with characters that do not show."""

    length: int
    hidden: int
    least: int = NAME_MIN
    most: int = NAME_MAX

    def detail(self) -> str:
        if self.hidden:
            return f"The name has {self.hidden} characters that do not show: leave them out."
        return f"The name has {self.length} characters: use {self.least} to {self.most}."


class ScriptsMixed(Refusal, frozen=True, kw_only=True):
    """Letters of scripts that look alike: such a name could be taken for somebody else's."""

    scripts: tuple[str, ...]

    def detail(self) -> str:
        return f"The name mixes letters of {', '.join(self.scripts)}: use those of one script."


class NameRefused(Refusal, frozen=True, kw_only=True):
    """The programme does not want such a name to be shown. Which word it is, is not said."""

    def detail(self) -> str:
        return "This name cannot be shown here: choose another one."


BadName = BadDisplayName | ScriptsMixed | NameRefused


def display_name(text: str, refused_words: Sequence[str] = ()) -> str | BadName:
    """`text` in NFKC with single spaces. Controls, bidi marks and unassigned ones are refused.

    Categories Cc, Cf, Co, Cs, Cn, Zl and Zp: what turns text round or hides in it, and what is
    BLANK; nothing but marks is a name of nothing. So are letters of scripts that look alike, and
    the programme's `refused_words`.
    """
    words = unicodedata.normalize("NFKC", text).split(" ")
    name = " ".join(word for word in words if word)
    hidden = sum(_is_hidden(each) for each in name)
    if not any(_shows(each) for each in name):
        hidden = len(name)
    if hidden or not NAME_MIN <= len(name) <= NAME_MAX:
        return BadDisplayName(length=len(name), hidden=hidden)
    scripts = scripts_of(name)
    if not may_be_mixed(scripts):
        return ScriptsMixed(scripts=scripts)
    return NameRefused() if has_refused_word(name, refused_words) else name


def _is_hidden(character: str) -> bool:
    category = unicodedata.category(character)
    return category.startswith("C") or category in ("Zl", "Zp") or character in BLANK


def _shows(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS" and not _is_hidden(character)
