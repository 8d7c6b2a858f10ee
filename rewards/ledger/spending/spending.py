"""A spending and its machine: which state may follow which."""

import enum
from datetime import datetime
from typing import Annotated

import msgspec

from rewards.calendar import Instant
from rewards.ledger.amount import Amount
from rewards.ledger.ids import spend_id
from rewards.ledger.lots import Lot
from rewards.ledger.purse import Moved
from rewards.ledger.spending.refusals import WrongSpendingState

What = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
"""An order or an article, by the merchant's own number: nothing in it may be about a person."""


class SpendingState(enum.StrEnum):
    """`held -> posted -> refunded`; `voided` and `ended` if the merchant took nothing."""

    HELD = "held"
    POSTED = "posted"
    VOIDED = "voided"
    ENDED = "ended"
    REFUNDED = "refunded"


TRANSITIONS: dict[SpendingState, frozenset[SpendingState]] = {
    SpendingState.HELD: frozenset(
        {SpendingState.POSTED, SpendingState.VOIDED, SpendingState.ENDED}
    ),
    SpendingState.POSTED: frozenset({SpendingState.REFUNDED}),
    SpendingState.VOIDED: frozenset(),
    SpendingState.ENDED: frozenset(),
    SpendingState.REFUNDED: frozenset(),
}

SPENT = frozenset({SpendingState.POSTED, SpendingState.REFUNDED})
"""The states in which a transfer is booked."""


class VoidedBy(enum.StrEnum):
    """Who called it off."""

    MEMBER = "member"
    MERCHANT = "merchant"


class Spending(msgspec.Struct, frozen=True, kw_only=True):
    """`seeds` set aside for a merchant from `at` until `ends_at`. It has the id of the hold.

    `posted` is how many of them the merchant took, and `lots` where they came from: what a refund
    gives back. None and empty until then.
    """

    id: str
    account: str
    merchant: str
    seeds: Amount
    at: Instant
    ends_at: Instant
    state: SpendingState
    state_at: Instant
    what: What | None = None
    posted: Amount | None = None
    lots: tuple[Lot, ...] = ()
    voided_by: VoidedBy | None = None
    version: int = 1

    @property
    def transfer(self) -> str:
        """The id of the transfer by which it is booked, if it is."""
        return spend_id(account=self.account, spending=self.id)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A spending after a step, with the purse and the transfers that go with it."""

    spending: Spending
    moved: Moved


def follow(spending: Spending, wanted: SpendingState) -> WrongSpendingState | None:
    """None if `wanted` may follow the spending's state; else a refusal naming what may."""
    allowed = TRANSITIONS[spending.state]
    if wanted in allowed:
        return None
    return WrongSpendingState(state=spending.state, wanted=wanted, allowed=tuple(sorted(allowed)))


def enter(spending: Spending, state: SpendingState, at: datetime) -> Spending:
    """The spending in another state since `at`."""
    return msgspec.structs.replace(spending, state=state, state_at=at)
