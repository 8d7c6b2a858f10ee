"""A rental as it is told to others."""

import msgspec

from rewards.calendar import Instant
from rewards.perks.rentals.claim import BreachReason, Claim
from rewards.perks.rentals.rental import Ended, Offline, Rental, RentalState


class RentalView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A rental as its merchant and its member may see it; times are absent until they have come.

    `deposit_minor` is what is waived, in minor units. `ends_at` is when the state ends by itself,
    `due_by` the latest that it can be extended to. Since `fault_at` a fault stops the clock.
    `claim` is what the merchant asks for of the deposit; `breach` which promise it says was broken,
    unless that was found to be wrong. `offline` names the till that it was promised to beforehand.
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
    fault_at: Instant | None = None
    claim: Claim | None = None
    breach: BreachReason | None = None
    offline: Offline | None = None


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
        fault_at=rental.fault_at,
        claim=rental.claim,
        offline=rental.offline,
        breach=rental.breach.reason if rental.breach and not rental.breach.reversed else None,
    )
