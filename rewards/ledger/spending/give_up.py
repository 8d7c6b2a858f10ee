"""Give up: nobody takes what was set aside, by somebody's word or by time."""

from datetime import datetime

import msgspec

from rewards.economy import LedgerNumbers
from rewards.ledger.hold import void
from rewards.ledger.purse import Moved, Purse
from rewards.ledger.spending.refusals import WrongSpendingState
from rewards.ledger.spending.spending import Spending, SpendingState, Step, VoidedBy, enter, follow
from rewards.refusal import Refusal


def void_spending(
    spending: Spending, purse: Purse, *, by: VoidedBy, at: datetime, numbers: LedgerNumbers
) -> Step | WrongSpendingState:
    """Called off by the member or the merchant; the seeds can be had again.

    ValueError if `purse` holds nothing under the spending's id.
    """
    if (wrong := follow(spending, SpendingState.VOIDED)) is not None:
        return wrong
    free = void(purse, hold_id=spending.id, at=at, numbers=numbers)
    if isinstance(free, Refusal):
        raise ValueError(f"spending {spending.id} is held, and not in the purse")
    after = msgspec.structs.replace(enter(spending, SpendingState.VOIDED, at), voided_by=by)
    return Step(spending=after, moved=Moved(purse=free))


def end_spending(spending: Spending, *, at: datetime) -> Spending | WrongSpendingState:
    """Over by time; `end_holds` gives the seeds back."""
    if (wrong := follow(spending, SpendingState.ENDED)) is not None:
        return wrong
    return enter(spending, SpendingState.ENDED, at)
