"""Collect: ripe seeds become seeds that can be spent."""

from collections.abc import Set as AbstractSet
from datetime import datetime

import msgspec

from rewards.economy import LedgerNumbers
from rewards.ledger.ids import collect_id, repay_id
from rewards.ledger.lots import lot_expiry, put, take
from rewards.ledger.purse import Moved, Purse, Ripe, with_basket, with_lots
from rewards.ledger.reasons import Reason
from rewards.ledger.refusals import AlreadyWithered, NothingRipe, UnknownRipe
from rewards.ledger.transfer import move


def collect(
    purse: Purse,
    *,
    account: str,
    at: datetime,
    numbers: LedgerNumbers,
    ids: AbstractSet[str] | None = None,
) -> Moved | NothingRipe | UnknownRipe | AlreadyWithered:
    """Collect the awards named in `ids`, all or none of them; without `ids`, everything ripe.

    What is past its time is not ripe any more, whether or not a job has come by to wither it.
    """
    chosen = _choose(purse, at, ids)
    if isinstance(chosen, tuple):
        return collect_entries(purse, chosen, account=account, at=at, numbers=numbers)
    return chosen


def collect_entries(
    purse: Purse, entries: tuple[Ripe, ...], *, account: str, at: datetime, numbers: LedgerNumbers
) -> Moved:
    """Move `entries` of the basket into this month's lot, one transfer each; debts are paid first.

    What is repaid is booked under the first entry, from this month's lot before any other.
    """
    if not entries:
        return Moved(purse=purse)
    gone = {entry.id for entry in entries}
    basket = tuple(entry for entry in purse.basket if entry.id not in gone)
    total = sum(entry.amount for entry in entries)
    lots = put(purse.lots, total, lot_expiry(at, numbers))
    transfers = tuple(
        move(
            Reason.COLLECT,
            transfer_id=collect_id(entry.id),
            amount=entry.amount,
            account=account,
            at=at,
        )
        for entry in entries
    )
    full = with_lots(with_basket(purse, basket), lots)
    paid = _repay(full, entries[0].id, account=account, at=at, numbers=numbers)
    return Moved(purse=paid.purse, transfers=transfers + paid.transfers)


def _repay(
    purse: Purse, award: str, *, account: str, at: datetime, numbers: LedgerNumbers
) -> Moved:
    amount = min(purse.debt, purse.available)
    if not amount:
        return Moved(purse=purse)
    lots, taken = take(purse.lots, amount, first=lot_expiry(at, numbers))
    less = msgspec.structs.replace(with_lots(purse, lots), debt=purse.debt - amount)
    paid = move(Reason.REPAY, transfer_id=repay_id(award), amount=amount, account=account, at=at)
    return Moved(purse=less, transfers=(paid,), lots=taken)


def _choose(
    purse: Purse, at: datetime, ids: AbstractSet[str] | None
) -> tuple[Ripe, ...] | NothingRipe | UnknownRipe | AlreadyWithered:
    if ids is not None and (refused := _first_refused(purse, at, ids)) is not None:
        return refused
    ripe = tuple(entry for entry in purse.basket if at < entry.withers_at)
    chosen = tuple(entry for entry in ripe if ids is None or entry.id in ids)
    return chosen or NothingRipe(withered=len(purse.basket) - len(ripe))


def _first_refused(
    purse: Purse, at: datetime, ids: AbstractSet[str]
) -> UnknownRipe | AlreadyWithered | None:
    waiting = {entry.id: entry for entry in purse.basket}
    for wanted in sorted(ids):
        if wanted not in waiting:
            return UnknownRipe(id=wanted)
        if waiting[wanted].withers_at <= at:
            return AlreadyWithered(id=wanted, withered_at=waiting[wanted].withers_at)
    return None
