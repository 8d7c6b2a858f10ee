"""A spending as it is told to others."""

import msgspec

from rewards.calendar import Instant
from rewards.ledger.spending.spending import Spending, SpendingState, VoidedBy


class HoldView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Seeds set aside, as their merchant and their member may see them.

    `seeds` are set aside until `ends_at`; `posted` is how many of them the merchant took. `what` is
    the merchant's number of an order or an article, if the member named one.
    """

    id: str
    merchant: str
    seeds: int
    at: Instant
    ends_at: Instant
    state: SpendingState
    state_at: Instant
    what: str | None = None
    posted: int | None = None
    voided_by: VoidedBy | None = None


def hold_view(spending: Spending) -> HoldView:
    """Without the account and its lots."""
    return HoldView(
        id=spending.id,
        merchant=spending.merchant,
        seeds=spending.seeds,
        at=spending.at,
        ends_at=spending.ends_at,
        state=spending.state,
        state_at=spending.state_at,
        what=spending.what,
        posted=spending.posted,
        voided_by=spending.voided_by,
    )
