"""Spend and refund: collected seeds leave an account, and come back to the lots they left."""

from collections.abc import Iterable
from datetime import datetime

from rewards.economy import LedgerNumbers
from rewards.ledger.amount import AMOUNT_MAX
from rewards.ledger.lots import Lot, put_back, take, total
from rewards.ledger.purse import Moved, Purse, with_lots
from rewards.ledger.reasons import REVERSALS, SPENT_BY, Reason
from rewards.ledger.refusals import (
    AlreadyReversed,
    AmountOutOfRange,
    DifferentTransfer,
    NotEnoughSeeds,
    NotReversible,
)
from rewards.ledger.same import same
from rewards.ledger.transfer import Transfer, move, reversal


def spend(
    purse: Purse,
    *,
    reason: Reason,
    transfer_id: str,
    amount: int,
    account: str,
    at: datetime,
    existing: Transfer | None,
) -> Moved | AmountOutOfRange | NotEnoughSeeds | DifferentTransfer:
    """Take `amount` seeds, the earliest expiry first; `lots` of the answer is what a refund needs.

    `existing` is what is booked under `transfer_id`; if it is the same, nothing moves. ValueError
    for a `reason` that takes no collected seeds.
    """
    if reason not in SPENT_BY:
        raise ValueError(f"{reason} does not spend seeds")
    if not 1 <= amount <= AMOUNT_MAX:
        return AmountOutOfRange(amount=amount, most=purse.available)
    wanted = move(reason, transfer_id=transfer_id, amount=amount, account=account, at=at)
    if existing is not None:
        answer = same(existing, wanted)
        return answer if isinstance(answer, DifferentTransfer) else Moved(purse=purse)
    if purse.available < amount:
        return NotEnoughSeeds(wanted=amount, available=purse.available)
    kept, taken = take(purse.lots, amount)
    return Moved(purse=with_lots(purse, kept), transfers=(wanted,), lots=taken)


def refund(
    purse: Purse,
    spent: Transfer,
    *,
    lots: Iterable[Lot],
    known: Transfer | None,
    at: datetime,
    numbers: LedgerNumbers,
) -> Moved | NotReversible | AlreadyReversed:
    """Give `spent` back whole, to the `lots` it came from, good for a few more days at least.

    `known` is what is booked under the reversal's id. ValueError if `lots` are not what was spent.
    """
    if spent.reason not in SPENT_BY or spent.reason not in REVERSALS:
        return NotReversible(id=spent.id, reason=spent.reason)
    if known is not None:
        return AlreadyReversed(id=spent.id, reversed_at=known.at)
    parts = tuple(lots)
    if total(parts) != spent.amount:
        raise ValueError(f"{spent.id} spent {spent.amount} seeds, not {total(parts)}")
    back = put_back(purse.lots, parts, at=at, numbers=numbers)
    return Moved(purse=with_lots(purse, back), transfers=(reversal(spent, at),))
