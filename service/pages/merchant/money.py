"""An amount as people type it, in minor units. Pure."""

import re

_TYPED = re.compile(r"([0-9]{1,12})(?:[.,]([0-9]{1,2}))?")


def minor_of(text: str) -> int | None:
    """12.5 or 12,50 as 1250; None for what is no amount."""
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        return None
    whole, part = found.groups()
    return int(whole) * 100 + int((part or "").ljust(2, "0"))
