"""Extend: the end moves later, never earlier, within what the perk lends for."""

from datetime import datetime

import msgspec

from rewards.economy import RentalNumbers
from rewards.perks.rentals.refusals import (
    ClockStopped,
    EndNotLater,
    EndTooLate,
    WrongRentalState,
)
from rewards.perks.rentals.remind import with_reminder
from rewards.perks.rentals.rental import Rental, RentalState, wrong_state


def extend(
    rental: Rental, *, ends_at: datetime, at: datetime, numbers: RentalNumbers
) -> Rental | WrongRentalState | ClockStopped | EndNotLater | EndTooLate:
    """The active rental, due at `ends_at` instead. What is overdue is not extended any more, and
    what stands is extended by the fault itself."""
    if rental.state is not RentalState.ACTIVE or rental.ends_at is None or rental.due_by is None:
        return wrong_state(rental, RentalState.ACTIVE)
    if rental.fault_at is not None:
        return ClockStopped(at=rental.fault_at)
    if ends_at <= rental.ends_at:
        return EndNotLater(ends_at=rental.ends_at, wanted=ends_at)
    if ends_at > rental.due_by:
        return EndTooLate(latest=rental.due_by, wanted=ends_at)
    longer = msgspec.structs.replace(rental, ends_at=ends_at)
    return with_reminder(longer, after=at, numbers=numbers)
