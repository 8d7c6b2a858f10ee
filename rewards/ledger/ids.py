"""Derived ids: a thing named once cannot happen twice.

An id is read back by its first word and the number of its parts, so no part may contain ':'.
Bad parts raise ValueError: ids are made by our own code from checked values, never from a request.
"""

import re

_PART = re.compile(r"[A-Za-z0-9._-]{1,64}")

# First word of an award's id -> how many parts follow. Settlements join here when they exist.
_AWARD_PARTS = {"task": 3}


def is_part(text: str) -> bool:
    """True if `text` may stand between two colons: 1 to 64 of letters, digits, '.', '_', '-'."""
    return _PART.fullmatch(text) is not None


def part(text: str) -> str:
    """`text`, or ValueError if it would make a derived id ambiguous."""
    if not is_part(text):
        raise ValueError(f"{text!r} cannot be part of a derived id")
    return text


def _award(text: str) -> str:
    word, *parts = text.split(":")
    if _AWARD_PARTS.get(word) != len(parts) or not all(map(is_part, parts)):
        raise ValueError(f"{text!r} is not the id of an award")
    return text


def award_id(*, task: str, account: str, period: str) -> str:
    """`task:<task>:<account>:<period>`: one award per task, account and period, for ever."""
    return f"task:{part(task)}:{part(account)}:{part(period)}"


def collect_id(award: str) -> str:
    """`collect:<award id>`: an award is collected once."""
    return f"collect:{_award(award)}"


def wither_id(award: str) -> str:
    """`wither:<award id>`: an award withers once."""
    return f"wither:{_award(award)}"


def reversal_id(transfer: str) -> str:
    """`reversal:<transfer id>`: a transfer is reversed once, and a reversal never."""
    _award(transfer.removeprefix("collect:"))
    return f"reversal:{transfer}"
