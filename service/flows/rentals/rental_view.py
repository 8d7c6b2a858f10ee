"""A rental as it is told to others."""

import msgspec

from rewards.calendar import Instant
from rewards.perks.rentals.rental import Ended, Rental, RentalState


class RentalView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A rental as its merchant and its member may see it; times are absent until they have come.

    `deposit_minor` is what is waived, in minor units. `ends_at` is when the state ends by itself,
    `due_by` the latest that it can be extended to.
    """

    id: str
    merchant: str
    perk: str
    state: RentalState
    state_at: Instant
    deposit_minor: int
    at: Instant
    ends_at: Instant | None = None
    authorised_at: Instant | None = None
    handed_over_at: Instant | None = None
    due_by: Instant | None = None
    returned_at: Instant | None = None
    cancelled: Ended | None = None


def rental_view(rental: Rental) -> RentalView:
    """Without the account and its credit line."""
    return RentalView(
        id=rental.id,
        merchant=rental.merchant,
        perk=rental.perk,
        state=rental.state,
        state_at=rental.state_at,
        deposit_minor=rental.deposit,
        at=rental.at,
        ends_at=rental.ends_at,
        authorised_at=rental.authorised_at,
        handed_over_at=rental.handed_over_at,
        due_by=rental.due_by,
        returned_at=rental.returned_at,
        cancelled=rental.cancelled,
    )
