"""Set aside: a member keeps seeds ready for a merchant."""

from datetime import datetime, timedelta

import msgspec

from rewards.economy import LedgerNumbers
from rewards.ledger.expire import expire
from rewards.ledger.hold import hold
from rewards.ledger.purse import Moved, Purse
from rewards.ledger.refusals import AmountOutOfRange, HoldLength, NotEnoughSeeds, TooManyHolds
from rewards.ledger.spending.spending import Spending, SpendingState, Step
from rewards.refusal import Refusal


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a member wants to pay: how much, to whom, and how long the merchant has to take it."""

    id: str
    account: str
    merchant: str
    seeds: int
    minutes: int
    what: str | None = None


def set_aside(
    purse: Purse, order: Order, *, at: datetime, numbers: LedgerNumbers
) -> Step | AmountOutOfRange | HoldLength | NotEnoughSeeds | TooManyHolds:
    """The spending, held in the purse; what has expired goes back first, and cannot be spent."""
    gone = expire(purse, account=order.account, at=at)
    ends_at = at + timedelta(minutes=order.minutes)
    held = hold(
        gone.purse,
        hold_id=order.id,
        amount=order.seeds,
        ends_at=ends_at,
        at=at,
        numbers=numbers,
    )
    if isinstance(held, Refusal):
        return held
    spending = Spending(
        id=order.id,
        account=order.account,
        merchant=order.merchant,
        seeds=order.seeds,
        at=at,
        ends_at=ends_at,
        state=SpendingState.HELD,
        state_at=at,
        what=order.what,
    )
    return Step(spending=spending, moved=Moved(purse=held, transfers=gone.transfers))
