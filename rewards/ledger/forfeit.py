"""Forfeit: an account is closed for good, with nothing in it and nothing owed."""

from datetime import datetime

from rewards.ledger.ids import forfeit_id, wither_id, write_off_id
from rewards.ledger.purse import Moved, Purse
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer, move


def forfeit(purse: Purse, *, account: str, at: datetime) -> Moved:
    """The empty purse. What is ripe withers, award by award, so that a reversal of one finds where
    it went; collected seeds go back in one transfer; a debt is forgiven.

    ValueError while anything is set aside: somebody else waits for that.
    """
    if purse.holds:
        raise ValueError(f"{account} has set seeds aside: {[each.id for each in purse.holds]}")
    withered = [(Reason.WITHER, wither_id(each.id), each.amount) for each in purse.basket]
    rest = [
        (Reason.FORFEIT, forfeit_id(account), purse.seeds),
        (Reason.WRITE_OFF, write_off_id(account), purse.debt),
    ]
    return Moved(
        purse=Purse(),
        transfers=tuple(
            _move(reason, id_, amount, account, at)
            for reason, id_, amount in withered + rest
            if amount
        ),
    )


def _move(reason: Reason, id_: str, amount: int, account: str, at: datetime) -> Transfer:
    return move(reason, transfer_id=id_, amount=amount, account=account, at=at)
