"""Colours of `tokens.css` as numbers, and how well two of them can be told apart (WCAG 2.2)."""

import re
from typing import Literal, NamedTuple

from service.pages.assets import files

Theme = Literal["light", "dark"]
_TOKEN = re.compile(r"^\s*--([\w-]+):\s*(.+);$", re.MULTILINE)
_BOTH = re.compile(r"light-dark\((#\w+), (#\w+)\)")


class Colour(NamedTuple):
    """Red, green and blue 0..255, and how much of what is behind shows not: 0..1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, behind: "Colour") -> "Colour":
        """This colour laid on an opaque one."""
        mixed = [
            front * self.alpha + back * (1 - self.alpha)
            for front, back in zip(self[:3], behind[:3], strict=True)
        ]
        return Colour(*mixed)

    def light(self) -> float:
        """Relative luminance, 0..1."""
        red, green, blue = (_linear(value / 255) for value in self[:3])
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def tokens(theme: Theme) -> dict[str, Colour]:
    """Every token that is a colour, in a theme."""
    found = {}
    for name, value in _TOKEN.findall(files()["tokens.css"].decode()):
        both = _BOTH.fullmatch(value)
        text = both[1 if theme == "light" else 2] if both else value
        if re.fullmatch(r"#[0-9a-f]{3,8}", text):
            found[name] = _colour(text[1:])
    return found


def contrast(front: Colour, back: Colour) -> float:
    """1 for the same, 21 for black on white."""
    one, other = front.over(back).light() + 0.05, back.light() + 0.05
    return max(one, other) / min(one, other)


def _colour(digits: str) -> Colour:
    if len(digits) < 6:
        digits = "".join(each * 2 for each in digits)
    values = [int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)]
    return Colour(*values[:3], values[3] / 255 if len(values) == 4 else 1.0)


def _linear(value: float) -> float:
    result: float = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return result
