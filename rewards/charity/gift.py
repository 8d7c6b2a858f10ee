"""Give: a member parts with seeds for good."""

from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.ledger.amount import Amount
from rewards.ledger.expire import expire
from rewards.ledger.ids import gift_id
from rewards.ledger.purse import Moved, Purse
from rewards.ledger.reasons import Reason
from rewards.ledger.refusals import AmountOutOfRange, DifferentTransfer, NotEnoughSeeds
from rewards.ledger.spend import spend
from rewards.refusal import Refusal


class Gift(msgspec.Struct, frozen=True, kw_only=True):
    """`seeds` that an account gave to a charity. `counted_at` is when its pool counted them."""

    id: str
    account: str
    charity: str
    seeds: Amount
    at: Instant
    counted_at: Instant | None = None
    version: int = 1

    @property
    def transfer(self) -> str:
        """The id of the transfer by which it is booked."""
        return gift_id(pool=self.charity, gift=self.id)


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A gift, with the purse and the transfers that go with it."""

    gift: Gift
    moved: Moved


def give(
    purse: Purse, *, gift: str, account: str, charity: str, seeds: int, at: datetime
) -> Given | AmountOutOfRange | NotEnoughSeeds:
    """A gift under a new id; what has expired goes back first, and cannot be given."""
    gone = expire(purse, account=account, at=at)
    moved = spend(
        gone.purse,
        reason=Reason.GIFT,
        transfer_id=gift_id(pool=charity, gift=gift),
        amount=seeds,
        account=account,
        at=at,
        existing=None,
    )
    if isinstance(moved, DifferentTransfer):
        raise ValueError(f"gift {gift} is a new one")
    if isinstance(moved, Refusal):
        return moved
    made = Gift(id=gift, account=account, charity=charity, seeds=seeds, at=at)
    transfers = gone.transfers + moved.transfers
    return Given(gift=made, moved=Moved(purse=moved.purse, transfers=transfers))
