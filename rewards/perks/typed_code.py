"""A pass as eight digits, for a counter that cannot scan: only its merchant can type them.

A hundred million codes, of which a merchant has a handful open in a minute, and a few wrong tries
at each terminal: what a thief could type in a year opens nothing.
"""

from datetime import datetime, timedelta

import msgspec

from rewards.calendar import Instant
from rewards.economy import PerkNumbers
from rewards.perks.refusals import TooManyWrongCodes

DIGITS = 8
CANDIDATES = 3
_HEX = 10


class TypedCode(msgspec.Struct, frozen=True, kw_only=True):
    """Which pass these digits open at this merchant, until before `expires_at`."""

    id: str
    token: str
    expires_at: Instant
    version: int = 1


class Tries(msgspec.Struct, frozen=True, kw_only=True):
    """Wrong codes typed at one till in the window that ends at `ends_at`."""

    id: str
    wrong: int
    ends_at: Instant
    version: int = 1


def candidates(random: str) -> tuple[str, ...]:
    """Codes out of 128 random bits as hex digits, the first of which is nearly always free."""
    pieces = (random[at : at + _HEX] for at in range(0, CANDIDATES * _HEX, _HEX))
    return tuple(f"{int(piece, 16) % 10**DIGITS:0{DIGITS}d}" for piece in pieces)


def code_id(merchant: str, digits: str) -> str:
    """The id of a code: the same digits are another code at another merchant."""
    return f"{merchant}:{digits}"


def tries_id(merchant: str, till: str) -> str:
    """The id of a till's tries. Ids of merchants hold no colon."""
    return f"{merchant}:{till}"


def is_over(code: TypedCode | None, at: datetime) -> bool:
    """Whether these digits open nothing at `at`."""
    return code is None or code.expires_at <= at


def may_type(
    tries: Tries | None, *, at: datetime, numbers: PerkNumbers
) -> TooManyWrongCodes | None:
    """Why no code is looked up at this till now, if there were too many wrong ones."""
    if tries is None or tries.ends_at <= at or tries.wrong < numbers.code_tries:
        return None
    return TooManyWrongCodes(until=tries.ends_at)


def with_wrong(
    tries: Tries | None, *, merchant: str, till: str, at: datetime, numbers: PerkNumbers
) -> Tries:
    """One more wrong code. A window begins with its first."""
    if tries is not None and at < tries.ends_at:
        return msgspec.structs.replace(tries, wrong=tries.wrong + 1)
    ends_at = at + timedelta(minutes=numbers.code_window_minutes)
    if tries is not None:
        return msgspec.structs.replace(tries, wrong=1, ends_at=ends_at)
    return Tries(id=tries_id(merchant, till), wrong=1, ends_at=ends_at)
