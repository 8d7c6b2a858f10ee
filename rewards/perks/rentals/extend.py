"""Extend: the end moves later, never earlier, within what the perk lends for."""

from datetime import datetime

import msgspec

from rewards.perks.rentals.refusals import EndNotLater, EndTooLate, WrongRentalState
from rewards.perks.rentals.rental import TRANSITIONS, Rental, RentalState


def extend(
    rental: Rental, *, ends_at: datetime
) -> Rental | WrongRentalState | EndNotLater | EndTooLate:
    """The active rental, due at `ends_at` instead. What is overdue is not extended any more."""
    if rental.state is not RentalState.ACTIVE or rental.ends_at is None or rental.due_by is None:
        return WrongRentalState(
            state=rental.state,
            wanted=RentalState.ACTIVE,
            allowed=tuple(sorted(TRANSITIONS[rental.state])),
        )
    if ends_at <= rental.ends_at:
        return EndNotLater(ends_at=rental.ends_at, wanted=ends_at)
    if ends_at > rental.due_by:
        return EndTooLate(latest=rental.due_by, wanted=ends_at)
    return msgspec.structs.replace(rental, ends_at=ends_at)
