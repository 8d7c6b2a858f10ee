"""An amount as people type it, in minor units. Pure."""

import re
from decimal import Decimal

_TYPED = re.compile(r"([0-9]{1,12})(?:[.,]([0-9]{1,3}))?")

EXAMPLE = Decimal("12.5")


def example(digits: int) -> str:
    """An amount as it can be typed: 12.50, or 12 where a currency has no minor unit."""
    return f"{EXAMPLE:.{digits}f}"


def minor_of(text: str, digits: int = 2) -> int | None:
    """12.5 or 12,50 as 1250, of a currency whose minor unit is `digits`; None for what is none."""
    found = _TYPED.fullmatch(text.strip())
    whole, part = found.groups(default="") if found else ("", "")
    if not whole or len(part) > digits:
        return None
    return int(whole + part.ljust(digits, "0"))
