"""Lots: one per UTC calendar month of collecting, so that an account holds few of them.

With `lot_months` = 12, seeds collected on 10 February 2026 expire on 1 March 2027, 00:00 UTC:
twelve months after the end of February, never less than twelve months after collecting. What comes
back late gets a few days more, to the end of a day, so that there is one such lot a day at most.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from rewards.calendar import Instant, day_end, month_end
from rewards.economy import LedgerNumbers
from rewards.ledger.amount import Amount


class Lot(msgspec.Struct, frozen=True, kw_only=True):
    """Seeds that expire together at `expires_at`."""

    expires_at: Instant
    amount: Amount


def total(lots: Iterable[Lot]) -> int:
    """Seeds in all of them."""
    return sum(lot.amount for lot in lots)


def lot_expiry(collected_at: datetime, numbers: LedgerNumbers) -> datetime:
    """When seeds collected at `collected_at` expire."""
    return month_end(collected_at, numbers.lot_months)


def put(lots: tuple[Lot, ...], amount: int, expires_at: datetime) -> tuple[Lot, ...]:
    """`lots` with `amount` more seeds in the lot that expires at `expires_at`."""
    there = total(lot for lot in lots if lot.expires_at == expires_at)
    others = tuple(lot for lot in lots if lot.expires_at != expires_at)
    return (*others, Lot(expires_at=expires_at, amount=there + amount))


def put_back(
    lots: tuple[Lot, ...], parts: Iterable[Lot], *, at: datetime, numbers: LedgerNumbers
) -> tuple[Lot, ...]:
    """`lots` with `parts` where they came from, each good for `refund_days_min` more at least."""
    soonest = day_end(at + timedelta(days=numbers.refund_days_min))
    for part in parts:
        enough = at + timedelta(days=numbers.refund_days_min) <= part.expires_at
        lots = put(lots, part.amount, part.expires_at if enough else soonest)
    return lots


def take(
    lots: tuple[Lot, ...], amount: int, *, first: datetime | None = None
) -> tuple[tuple[Lot, ...], tuple[Lot, ...]]:
    """What is kept of `lots` and what is taken: `amount` seeds, the earliest expiry first.

    The lot that expires at `first` gives before all others. ValueError if there are not that many;
    the caller has already refused.
    """
    left = amount
    kept: list[Lot] = []
    taken: list[Lot] = []
    for lot in sorted(lots, key=lambda lot: (lot.expires_at != first, lot.expires_at)):
        part = min(left, lot.amount)
        left -= part
        if part:
            taken.append(Lot(expires_at=lot.expires_at, amount=part))
        if lot.amount > part:
            kept.append(Lot(expires_at=lot.expires_at, amount=lot.amount - part))
    if left:
        raise ValueError(f"lots are {left} seeds short of {amount}")
    return tuple(kept), tuple(taken)
