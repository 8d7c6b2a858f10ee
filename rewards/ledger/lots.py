"""Lots: one per UTC calendar month of collecting, so that an account holds 13 of them at most.

With `lot_months` = 12, seeds collected on 10 February 2026 expire on 1 March 2027, 00:00 UTC:
twelve months after the end of February, never less than twelve months after collecting.
"""

from datetime import datetime

from rewards.calendar import month_end
from rewards.economy import LedgerNumbers
from rewards.ledger.purse import Lot


def lot_expiry(collected_at: datetime, numbers: LedgerNumbers) -> datetime:
    """When seeds collected at `collected_at` expire."""
    return month_end(collected_at, numbers.lot_months)


def put(lots: tuple[Lot, ...], amount: int, expires_at: datetime) -> tuple[Lot, ...]:
    """`lots` with `amount` more seeds in the lot that expires at `expires_at`."""
    there = sum(lot.amount for lot in lots if lot.expires_at == expires_at)
    others = tuple(lot for lot in lots if lot.expires_at != expires_at)
    return (*others, Lot(expires_at=expires_at, amount=there + amount))


def take(lots: tuple[Lot, ...], amount: int, *, first: datetime | None = None) -> tuple[Lot, ...]:
    """`lots` without `amount` seeds: from the lot expiring at `first`, then earliest expiry first.

    ValueError if there are not that many; the caller has already refused.
    """
    left = amount
    kept: list[Lot] = []
    for lot in sorted(lots, key=lambda lot: (lot.expires_at != first, lot.expires_at)):
        taken = min(left, lot.amount)
        left -= taken
        if lot.amount > taken:
            kept.append(Lot(expires_at=lot.expires_at, amount=lot.amount - taken))
    if left:
        raise ValueError(f"lots are {left} seeds short of {amount}")
    return tuple(kept)
