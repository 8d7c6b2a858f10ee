"""Wither: ripe seeds that nobody collected in time go back."""

from datetime import datetime

from rewards.ledger.ids import wither_id
from rewards.ledger.purse import Moved, Purse, with_basket
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import move


def wither(purse: Purse, *, account: str, at: datetime) -> Moved:
    """Give back every entry whose `withers_at` has come, one transfer each; maybe none."""
    due = tuple(entry for entry in purse.basket if entry.withers_at <= at)
    if not due:
        return Moved(purse=purse)
    kept = tuple(entry for entry in purse.basket if at < entry.withers_at)
    transfers = tuple(
        move(
            Reason.WITHER,
            transfer_id=wither_id(entry.id),
            amount=entry.amount,
            account=account,
            at=at,
        )
        for entry in due
    )
    return Moved(purse=with_basket(purse, kept), transfers=transfers)
