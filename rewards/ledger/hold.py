"""Holds: seeds set aside for a while, then posted (whole or part), voided, or over by time.

Nothing is booked while seeds are set aside: they are the member's still, and cannot be spent
elsewhere. What is posted is booked by `spend`'s rules from the lots that the hold has taken.
"""

from datetime import datetime, timedelta

from rewards.economy import LedgerNumbers
from rewards.ledger.lots import put_back, take
from rewards.ledger.purse import Hold, Moved, Purse, with_lots
from rewards.ledger.reasons import SPENT_BY, Reason
from rewards.ledger.refusals import (
    AmountOutOfRange,
    HoldEnded,
    HoldLength,
    HoldUnknown,
    NotEnoughSeeds,
    TooManyHolds,
)
from rewards.ledger.transfer import move


def hold(
    purse: Purse,
    *,
    hold_id: str,
    amount: int,
    ends_at: datetime,
    at: datetime,
    numbers: LedgerNumbers,
) -> Purse | AmountOutOfRange | HoldLength | NotEnoughSeeds | TooManyHolds:
    """The purse with `amount` seeds set aside until `ends_at`, the earliest expiry first.

    ValueError if there is such a hold: its owner's document says whether it was asked for before.
    """
    if any(each.id == hold_id for each in purse.holds):
        raise ValueError(f"{hold_id} is held already")
    if amount < 1:
        return AmountOutOfRange(amount=amount, most=purse.available)
    least, most = numbers.hold_seconds_min, numbers.hold_seconds_max
    if not timedelta(seconds=least) <= ends_at - at <= timedelta(seconds=most):
        seconds = int((ends_at - at).total_seconds())
        return HoldLength(seconds=seconds, least=least, most=most)
    if len(purse.holds) >= numbers.holds_max:
        return TooManyHolds(holds=len(purse.holds), most=numbers.holds_max)
    if purse.available < amount:
        return NotEnoughSeeds(wanted=amount, available=purse.available)
    kept, taken = take(purse.lots, amount)
    return with_lots(purse, kept, (*purse.holds, Hold(id=hold_id, ends_at=ends_at, lots=taken)))


def post(
    purse: Purse,
    *,
    hold_id: str,
    reason: Reason,
    transfer_id: str,
    account: str,
    at: datetime,
    numbers: LedgerNumbers,
    amount: int | None = None,
) -> Moved | HoldUnknown | HoldEnded | AmountOutOfRange:
    """Book `amount` of a hold, all of it by default; what is left of it can be had again.

    Refused from the hold's end on, whether or not a job has come by. ValueError for a `reason` that
    takes no collected seeds.
    """
    if reason not in SPENT_BY:
        raise ValueError(f"{reason} does not spend seeds")
    found = _find(purse, hold_id)
    if found is None:
        return HoldUnknown(id=hold_id)
    if found.ends_at <= at:
        return HoldEnded(id=hold_id, ended_at=found.ends_at)
    posted = found.amount if amount is None else amount
    if not 1 <= posted <= found.amount:
        return AmountOutOfRange(amount=posted, most=found.amount)
    left, taken = take(found.lots, posted)
    lots = put_back(purse.lots, left, at=at, numbers=numbers)
    transfer = move(reason, transfer_id=transfer_id, amount=posted, account=account, at=at)
    return Moved(
        purse=with_lots(purse, lots, _without(purse, hold_id)), transfers=(transfer,), lots=taken
    )


def void(
    purse: Purse, *, hold_id: str, at: datetime, numbers: LedgerNumbers
) -> Purse | HoldUnknown:
    """The purse without the hold, whose seeds can be had again; good also after its end."""
    found = _find(purse, hold_id)
    if found is None:
        return HoldUnknown(id=hold_id)
    lots = put_back(purse.lots, found.lots, at=at, numbers=numbers)
    return with_lots(purse, lots, _without(purse, hold_id))


def end_holds(
    purse: Purse, *, at: datetime, numbers: LedgerNumbers, by: datetime | None = None
) -> tuple[Purse, tuple[Hold, ...]]:
    """The purse at `at` without the holds whose end had come `by` then, and these; maybe none."""
    due_by = by or at
    over = tuple(each for each in purse.holds if each.ends_at <= due_by)
    lots = purse.lots
    for each in over:
        lots = put_back(lots, each.lots, at=at, numbers=numbers)
    kept = tuple(each for each in purse.holds if due_by < each.ends_at)
    return (with_lots(purse, lots, kept) if over else purse), over


def _find(purse: Purse, hold_id: str) -> Hold | None:
    return next((each for each in purse.holds if each.id == hold_id), None)


def _without(purse: Purse, hold_id: str) -> tuple[Hold, ...]:
    return tuple(each for each in purse.holds if each.id != hold_id)
