"""Short words for the ledger's scenarios."""

from datetime import datetime

from rewards.economy import LedgerNumbers
from rewards.ledger import ids
from rewards.ledger.earn import earn
from rewards.ledger.purse import Moved, Purse
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer, move
from tests.people import ALICE, NOON

NUMBERS = LedgerNumbers()


def award(
    amount: int, *, period: str = "once", task: str = "tour", at: datetime = NOON
) -> Transfer:
    """An award of Alice's."""
    transfer_id = ids.award_id(task=task, account=ALICE.account, period=period)
    return move(Reason.AWARD, transfer_id=transfer_id, amount=amount, account=ALICE.account, at=at)


def earned(
    *awards: Transfer, purse: Purse | None = None, numbers: LedgerNumbers = NUMBERS
) -> Purse:
    """Alice's purse after these awards."""
    purse = purse or Purse()
    for each in awards:
        moved = earn(purse, each, existing=None, numbers=numbers)
        assert isinstance(moved, Moved)
        purse = moved.purse
    return purse
