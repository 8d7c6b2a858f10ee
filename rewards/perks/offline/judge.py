"""Judging an offline pass with public keys alone: at a till, or anywhere else."""

import enum
from collections.abc import Mapping
from datetime import datetime

import msgspec

from rewards.ledger.days.signature import is_signature
from rewards.perks.offline.offline_pass import OfflinePass
from rewards.perks.offline.token import SignedPass, message


class Why(enum.StrEnum):
    """What can be wrong with a pass that can be read, in the order in which it is looked at."""

    KEY_UNKNOWN = "key_unknown"
    NOT_SIGNED = "not_signed"
    ENDED = "ended"
    ELSEWHERE = "elsewhere"
    ABOVE = "above"
    USED = "used"


class Unfit(msgspec.Struct, frozen=True, kw_only=True):
    """Why nothing may be given for a pass, and the same as a sentence for who is at the till."""

    why: Why
    sentence: str


class Till(msgspec.Struct, frozen=True, kw_only=True):
    """Where a pass is shown, and for how many minor units; None for what is not asked."""

    merchant: str | None = None
    terminal: str | None = None
    amount: int | None = None


def judge(
    signed: SignedPass, keys: Mapping[str, bytes], till: Till, *, at: datetime
) -> OfflinePass | Unfit:
    """The pass, if it is good at this till at `at`. `keys` are public keys by their ids.

    Whether it has been used is for whoever keeps the list. ValueError for a key of another length.
    """
    said = signed.said
    public = keys.get(said.key)
    if public is None:
        return Unfit(why=Why.KEY_UNKNOWN, sentence=_key_unknown(said))
    if not is_signature(signed.signature.hex(), message(said), public):
        return Unfit(
            why=Why.NOT_SIGNED,
            sentence=f"key {said.key} has not signed this: it is forged, or was read wrongly",
        )
    if said.until <= at:
        return Unfit(
            why=Why.ENDED, sentence=f"it ended at {said.until.isoformat()}: ask for a new one"
        )
    return _at_till(said, till) or said


def _key_unknown(said: OfflinePass) -> str:
    return (
        f"it is signed with key {said.key}, which is not among yours: fetch /v1/ledger/keys again"
    )


def _at_till(said: OfflinePass, till: Till) -> Unfit | None:
    if till.merchant not in (None, said.merchant):
        return Unfit(why=Why.ELSEWHERE, sentence=f"it is for {said.merchant}, not {till.merchant}")
    if till.terminal not in (None, said.terminal):
        return Unfit(
            why=Why.ELSEWHERE, sentence=f"it is for terminal {said.terminal}, not {till.terminal}"
        )
    if till.amount is not None and till.amount > said.amount:
        return Unfit(
            why=Why.ABOVE, sentence=f"it is good for {said.amount} minor units, not {till.amount}"
        )
    return None
