"""Take: the merchant posts what was set aside, whole or in part, and may give it back later."""

from datetime import datetime

import msgspec

from rewards.economy import LedgerNumbers
from rewards.ledger.hold import post
from rewards.ledger.purse import Purse
from rewards.ledger.reasons import Reason
from rewards.ledger.refusals import AmountOutOfRange, HoldEnded, HoldUnknown
from rewards.ledger.spend import refund
from rewards.ledger.spending.refusals import WrongSpendingState
from rewards.ledger.spending.spending import Spending, SpendingState, Step, enter, follow
from rewards.ledger.transfer import Transfer
from rewards.refusal import Refusal


def post_spending(
    spending: Spending,
    purse: Purse,
    *,
    at: datetime,
    numbers: LedgerNumbers,
    seeds: int | None = None,
) -> Step | WrongSpendingState | HoldEnded | AmountOutOfRange:
    """The merchant has `seeds` of it, all by default; the rest can be had again.

    ValueError if `purse` holds nothing under the spending's id.
    """
    if (wrong := follow(spending, SpendingState.POSTED)) is not None:
        return wrong
    moved = post(
        purse,
        hold_id=spending.id,
        reason=Reason.SPEND,
        transfer_id=spending.transfer,
        account=spending.account,
        at=at,
        numbers=numbers,
        amount=seeds,
    )
    if isinstance(moved, HoldUnknown):
        raise ValueError(f"spending {spending.id} is held, and not in the purse")
    if isinstance(moved, Refusal):
        return moved
    after = msgspec.structs.replace(
        enter(spending, SpendingState.POSTED, at),
        posted=sum(lot.amount for lot in moved.lots),
        lots=moved.lots,
    )
    return Step(spending=after, moved=moved)


def refund_spending(
    spending: Spending,
    purse: Purse,
    spent: Transfer | None,
    *,
    at: datetime,
    numbers: LedgerNumbers,
) -> Step | WrongSpendingState:
    """What was posted by `spent` comes back whole, to the lots it left.

    ValueError if `spent` is not there, or cannot be taken back: the spending says otherwise.
    """
    if (wrong := follow(spending, SpendingState.REFUNDED)) is not None:
        return wrong
    if spent is None:
        raise ValueError(f"spending {spending.id} is posted, and not booked")
    moved = refund(purse, spent, lots=spending.lots, known=None, at=at, numbers=numbers)
    if isinstance(moved, Refusal):
        raise ValueError(f"spending {spending.id} is posted by {spent.id}: {moved.detail()}")
    return Step(spending=enter(spending, SpendingState.REFUNDED, at), moved=moved)
