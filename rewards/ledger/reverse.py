"""Reverse: an award is taken back, wherever its seeds are now."""

import enum
from collections.abc import Mapping
from datetime import datetime

import msgspec

from rewards.economy import LedgerNumbers
from rewards.ledger.ids import collect_id, lend_id, reversal_id, wither_id
from rewards.ledger.lots import lot_expiry, put, take
from rewards.ledger.purse import Moved, Purse, with_basket, with_lots
from rewards.ledger.reasons import Reason
from rewards.ledger.refusals import (
    AlreadyCollected,
    AlreadyReversed,
    AlreadyWithered,
    NotEnoughSeeds,
    NotReversible,
)
from rewards.ledger.transfer import Transfer, move, reversal


class ReversalPolicy(enum.StrEnum):
    """What happens to an award that has been collected when what earned it is reversed.

    It stays; it is taken back if the seeds are there; or it is taken back and what is missing is
    owed, and repaid from what is collected next.
    """

    PENDING_ONLY = "pending_only"
    WITHIN_BALANCE = "within_balance"
    DEBT = "debt"


def fates(award: str) -> tuple[str, str, str]:
    """Ids of all that can have happened to an award; load them before `reverse`."""
    return collect_id(award), wither_id(award), reversal_id(award)


def reverse(
    purse: Purse,
    award: Transfer,
    *,
    known: Mapping[str, Transfer],
    at: datetime,
    numbers: LedgerNumbers,
    policy: ReversalPolicy = ReversalPolicy.WITHIN_BALANCE,
) -> Moved | NotReversible | AlreadyReversed | AlreadyWithered | NotEnoughSeeds | AlreadyCollected:
    """Take `award` back: from the basket, or, if it was collected, as `policy` says.

    `known` holds the booked transfers among `fates(award.id)`. Reversing a collected award books
    two transfers, the collection's and the award's. ValueError if `purse` and `known` contradict.
    """
    if award.reason is not Reason.AWARD:
        return NotReversible(id=award.id, reason=award.reason)
    collected, withered, reversed_ = (known.get(fate) for fate in fates(award.id))
    if reversed_ is not None:
        return AlreadyReversed(id=award.id, reversed_at=reversed_.at)
    if withered is not None:
        return AlreadyWithered(id=award.id, withered_at=withered.at)
    if collected is not None and policy is ReversalPolicy.PENDING_ONLY:
        return AlreadyCollected(id=award.id, collected_at=collected.at)
    if collected is not None:
        lends = policy is ReversalPolicy.DEBT
        lent = _lend(purse, award, collected, at, numbers) if lends else Moved(purse=purse)
        return _reverse_collected(lent, award, collected, at=at, numbers=numbers)
    return _reverse_ripe(purse, award, at=at)


def _reverse_ripe(purse: Purse, award: Transfer, *, at: datetime) -> Moved:
    kept = tuple(entry for entry in purse.basket if entry.id != award.id)
    if len(kept) == len(purse.basket):
        raise ValueError(f"{award.id} is neither in the basket nor collected")
    return Moved(purse=with_basket(purse, kept), transfers=(reversal(award, at),))


def _reverse_collected(
    lent: Moved, award: Transfer, collected: Transfer, *, at: datetime, numbers: LedgerNumbers
) -> Moved | NotEnoughSeeds:
    purse = lent.purse
    if purse.available < award.amount:
        return NotEnoughSeeds(wanted=award.amount, available=purse.available)
    # The lot it went into gives first, so that other seeds keep their expiry.
    first = lot_expiry(collected.at, numbers)
    lots, _ = take(purse.lots, award.amount, first=first)
    transfers = (*lent.transfers, reversal(collected, at), reversal(award, at))
    return Moved(purse=with_lots(purse, lots), transfers=transfers)


def _lend(
    purse: Purse, award: Transfer, collected: Transfer, at: datetime, numbers: LedgerNumbers
) -> Moved:
    """Seeds for what is missing, in the lot that the award went into; maybe none."""
    missing = max(0, award.amount - purse.available)
    if not missing:
        return Moved(purse=purse)
    lots = put(purse.lots, missing, lot_expiry(collected.at, numbers))
    owing = msgspec.structs.replace(with_lots(purse, lots), debt=purse.debt + missing)
    lent = move(
        Reason.LEND, transfer_id=lend_id(award.id), amount=missing, account=award.account, at=at
    )
    return Moved(purse=owing, transfers=(lent,))
