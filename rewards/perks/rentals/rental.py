"""A rental and its machine: which state may follow which."""

import enum
from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.perks.rentals.money import Minor
from rewards.perks.rentals.refusals import WrongRentalState
from rewards.perks.rentals.terms import RentalTerms


class RentalState(enum.StrEnum):
    """`quoted -> authorised -> active -> returned -> settled`, `overdue` and `cancelled`."""

    QUOTED = "quoted"
    AUTHORISED = "authorised"
    ACTIVE = "active"
    OVERDUE = "overdue"
    RETURNED = "returned"
    SETTLED = "settled"
    CANCELLED = "cancelled"


TRANSITIONS: dict[RentalState, frozenset[RentalState]] = {
    RentalState.QUOTED: frozenset({RentalState.AUTHORISED, RentalState.CANCELLED}),
    RentalState.AUTHORISED: frozenset({RentalState.ACTIVE, RentalState.CANCELLED}),
    RentalState.ACTIVE: frozenset({RentalState.RETURNED, RentalState.OVERDUE}),
    # Late is never lost: what comes back ends the same way.
    RentalState.OVERDUE: frozenset({RentalState.RETURNED}),
    RentalState.RETURNED: frozenset({RentalState.SETTLED}),
    RentalState.SETTLED: frozenset(),
    RentalState.CANCELLED: frozenset(),
}

HOLDING = frozenset(
    {
        RentalState.AUTHORISED,
        RentalState.ACTIVE,
        RentalState.OVERDUE,
        RentalState.RETURNED,
    }
)
"""The states in which a waived deposit is outstanding: it stands in the account's line."""


class Ended(enum.StrEnum):
    """Why a rental was cancelled."""

    MEMBER = "member"
    MERCHANT = "merchant"
    AUTHORISATION_ENDED = "authorisation_ended"
    NOT_WAIVED = "not_waived"


class Rental(msgspec.Struct, frozen=True, kw_only=True):
    """One loan without a deposit. Times are None until they have come.

    `ends_at` is when the present state ends by itself: the quote's end, the authorisation's, or
    when the thing is due. `due_by` is the latest that `ends_at` can be moved to once it is lent.
    `returned_at` is when it came back, as the merchant says; `state_at` when that was booked.
    `at` is when it was quoted. `limit` is the account's line at the authorisation, in minor units:
    what the waiver was held against, for the proof, and for no merchant.
    """

    id: str
    account: str
    merchant: str
    perk: str
    terms: RentalTerms
    at: Instant
    state: RentalState
    state_at: Instant
    ends_at: Instant | None
    authorised_at: Instant | None = None
    limit: int | None = None
    handed_over_at: Instant | None = None
    due_by: Instant | None = None
    returned_at: Instant | None = None
    cancelled: Ended | None = None
    version: int = 1

    @property
    def deposit(self) -> Minor:
        """What is waived, in minor units."""
        return self.terms.deposit_minor


def follow(rental: Rental, wanted: RentalState) -> WrongRentalState | None:
    """None if `wanted` may follow the rental's state; else a refusal naming what may."""
    allowed = TRANSITIONS[rental.state]
    if wanted in allowed:
        return None
    return WrongRentalState(state=rental.state, wanted=wanted, allowed=tuple(sorted(allowed)))


def enter(
    rental: Rental, state: RentalState, at: datetime, ends_at: datetime | None = None
) -> Rental:
    """The rental in another state since `at`, which ends by itself at `ends_at`, if at all."""
    return msgspec.structs.replace(rental, state=state, state_at=at, ends_at=ends_at)
