"""A charity's pool: what was given and counted, and what was redeemed of it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import msgspec

from rewards.calendar import Instant
from rewards.charity.gift import Gift
from rewards.charity.refusals import NotEnoughInPool
from rewards.ledger.amount import AMOUNT_MAX, Amount, Balance
from rewards.ledger.ids import redemption_id
from rewards.ledger.reasons import Reason
from rewards.ledger.refusals import AmountOutOfRange
from rewards.ledger.spending.spending import What
from rewards.ledger.transfer import Transfer, move

COUNT_MINUTES = 10
"""Minutes between two countings: soon enough to be seen, and few writes of one document."""


class Pool(msgspec.Struct, frozen=True, kw_only=True):
    """Seeds that `gifts` gifts have brought to the charity with this id, and what went out again.

    `counted_at` is when gifts were counted last.
    """

    id: str
    given: Balance = 0
    gifts: Balance = 0
    redeemed: Balance = 0
    counted_at: Instant | None = None
    version: int = 1

    @property
    def balance(self) -> int:
        """Seeds that can be redeemed."""
        return self.given - self.redeemed


class Redemption(msgspec.Struct, frozen=True, kw_only=True):
    """`seeds` that a charity has turned into what it does; `what` is its own number of it."""

    id: str
    merchant: str
    seeds: Amount
    at: Instant
    what: What | None = None


class Redeemed(msgspec.Struct, frozen=True, kw_only=True):
    """A redemption, with the pool after it and the transfer to book."""

    redemption: Redemption
    pool: Pool
    transfer: Transfer


def count(pool: Pool, gifts: Iterable[Gift], *, at: datetime) -> tuple[Pool, tuple[Gift, ...]]:
    """The pool with those of the gifts that have not been counted yet, and these, counted.

    ValueError for a gift to another charity.
    """
    new = tuple(
        msgspec.structs.replace(gift, counted_at=at) for gift in gifts if gift.counted_at is None
    )
    if any(gift.charity != pool.id for gift in new):
        raise ValueError(f"not all of these gifts are for {pool.id}")
    after = msgspec.structs.replace(
        pool,
        given=pool.given + sum(gift.seeds for gift in new),
        gifts=pool.gifts + len(new),
        counted_at=at,
    )
    return after, new


def redeem(
    pool: Pool, *, redemption: str, seeds: int, what: str | None, at: datetime
) -> Redeemed | AmountOutOfRange | NotEnoughInPool:
    """`seeds` of the pool, spent by the charity under a new id."""
    if not 1 <= seeds <= AMOUNT_MAX:
        return AmountOutOfRange(amount=seeds, most=pool.balance)
    if pool.balance < seeds:
        next_ = counted_next(at)
        return NotEnoughInPool(wanted=seeds, available=pool.balance, counted_at=next_)
    transfer = move(
        Reason.CHARITY_REDEEM,
        transfer_id=redemption_id(pool=pool.id, redemption=redemption),
        amount=seeds,
        account=pool.id,
        at=at,
    )
    return Redeemed(
        redemption=Redemption(id=redemption, merchant=pool.id, seeds=seeds, at=at, what=what),
        pool=msgspec.structs.replace(pool, redeemed=pool.redeemed + seeds),
        transfer=transfer,
    )


def counted_next(at: datetime) -> datetime:
    """When gifts are counted next, after `at`."""
    start = at.astimezone(UTC).replace(second=0, microsecond=0)
    return start - timedelta(minutes=start.minute % COUNT_MINUTES - COUNT_MINUTES)
