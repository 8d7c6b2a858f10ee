"""The name a member shows to others."""

import unicodedata

from rewards.refusal import Refusal

NAME_MIN, NAME_MAX = 2, 24
"""Code points after normalising: short enough for a row on a display."""


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


def display_name(text: str) -> str | BadDisplayName:
    """`text` in NFKC with single spaces. Controls, bidi marks and unassigned ones are refused.

    Categories Cc, Cf, Co, Cs, Cn, Zl and Zp: what turns text round or hides in it.
    """
    words = unicodedata.normalize("NFKC", text).split(" ")
    name = " ".join(word for word in words if word)
    hidden = sum(_is_hidden(each) for each in name)
    if hidden or not NAME_MIN <= len(name) <= NAME_MAX:
        return BadDisplayName(length=len(name), hidden=hidden)
    return name


def _is_hidden(character: str) -> bool:
    category = unicodedata.category(character)
    return category.startswith("C") or category in ("Zl", "Zp")
