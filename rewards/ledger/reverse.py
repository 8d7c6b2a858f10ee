"""Reverse: an award is taken back, wherever its seeds are now."""

from collections.abc import Mapping
from datetime import datetime

from rewards.economy import LedgerNumbers
from rewards.ledger.ids import collect_id, reversal_id, wither_id
from rewards.ledger.lots import lot_expiry, take
from rewards.ledger.purse import Moved, Purse, with_basket, with_lots
from rewards.ledger.reasons import Reason
from rewards.ledger.refusals import (
    AlreadyReversed,
    AlreadyWithered,
    NotEnoughSeeds,
    NotReversible,
)
from rewards.ledger.transfer import Transfer, reversal


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
) -> Moved | NotReversible | AlreadyReversed | AlreadyWithered | NotEnoughSeeds:
    """Take `award` back: from the basket, or, if it was collected, from seeds within the balance.

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
    if collected is not None:
        return _reverse_collected(purse, award, collected, at=at, numbers=numbers)
    return _reverse_ripe(purse, award, at=at)


def _reverse_ripe(purse: Purse, award: Transfer, *, at: datetime) -> Moved:
    kept = tuple(entry for entry in purse.basket if entry.id != award.id)
    if len(kept) == len(purse.basket):
        raise ValueError(f"{award.id} is neither in the basket nor collected")
    return Moved(purse=with_basket(purse, kept), transfers=(reversal(award, at),))


def _reverse_collected(
    purse: Purse,
    award: Transfer,
    collected: Transfer,
    *,
    at: datetime,
    numbers: LedgerNumbers,
) -> Moved | NotEnoughSeeds:
    if purse.seeds < award.amount:
        return NotEnoughSeeds(wanted=award.amount, available=purse.seeds)
    # The lot it went into gives first, so that other seeds keep their expiry.
    lots = take(purse.lots, award.amount, first=lot_expiry(collected.at, numbers))
    transfers = (reversal(collected, at), reversal(award, at))
    return Moved(purse=with_lots(purse, lots), transfers=transfers)
