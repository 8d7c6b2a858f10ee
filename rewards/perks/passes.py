"""A pass: what a member shows at a counter. One use, one minute, one perk at one merchant."""

import enum
import hashlib
import re
from datetime import datetime, timedelta

import msgspec

from rewards.calendar import Instant
from rewards.economy import PerkNumbers
from rewards.perks.badges.refusals import NotByPass
from rewards.perks.perk import Perk
from rewards.perks.refusals import PerkNotOffered

_TOKEN = re.compile(r"[0-9a-f]{32}")


class PassState(enum.StrEnum):
    """`open -> used`. Expiry is a time, not a state: nothing has to write it for it to be true."""

    OPEN = "open"
    USED = "used"


class Pass(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is the secret token in the code shown, valid from `issued_at` until before `expires_at`.

    Bound when made to account, perk, merchant, and `terminal` if one is named: a photographed code
    is worth nothing elsewhere.
    """

    id: str
    account: str
    perk: str
    merchant: str
    issued_at: Instant
    expires_at: Instant
    terminal: str = ""
    state: PassState = PassState.OPEN
    used_at: Instant | None = None
    version: int = 1


def mark_of(token: str) -> str:
    """What a pass is called where its token must not be, in messages and addresses: 32 hex digits
    that nobody can turn back into it."""
    return hashlib.sha256(f"seedbank pass 1\n{token}".encode()).hexdigest()[:32]


def issue(
    token: str,
    *,
    account: str,
    perk: Perk,
    merchant: str,
    at: datetime,
    numbers: PerkNumbers,
    terminal: str = "",
) -> Pass | PerkNotOffered | NotByPass:
    """An open pass. `token` is 128 random bits as 32 lower-case hex digits, made by the caller.

    Nothing about the score is asked here: who cannot have the perk may still ask, and is told why.
    ValueError if the token is anything else; a short one could be guessed.
    """
    if _TOKEN.fullmatch(token) is None:
        raise ValueError("a pass token is 32 lower-case hex digits")
    if perk.badge is not None:
        return NotByPass(perk=perk.id)
    if merchant not in perk.merchants:
        return PerkNotOffered(perk=perk.id, merchant=merchant)
    return Pass(
        id=token,
        account=account,
        perk=perk.id,
        merchant=merchant,
        terminal=terminal,
        issued_at=at,
        expires_at=at + timedelta(seconds=numbers.pass_seconds),
    )
