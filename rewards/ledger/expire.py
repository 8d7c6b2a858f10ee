"""Expire: lots whose time is over go back."""

from datetime import datetime

from rewards.ledger.ids import expiry_id
from rewards.ledger.purse import Moved, Purse, with_lots
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import move


def expire(purse: Purse, *, account: str, at: datetime) -> Moved:
    """Give back every lot whose `expires_at` has come, one transfer each; maybe none.

    What is set aside does not expire while it is; it comes back with a few days more.
    """
    due = tuple(lot for lot in purse.lots if lot.expires_at <= at)
    if not due:
        return Moved(purse=purse)
    kept = tuple(lot for lot in purse.lots if at < lot.expires_at)
    transfers = tuple(
        move(
            Reason.EXPIRE,
            transfer_id=expiry_id(account=account, day=lot.expires_at.date().isoformat()),
            amount=lot.amount,
            account=account,
            at=at,
        )
        for lot in due
    )
    return Moved(purse=with_lots(purse, kept), transfers=transfers)
