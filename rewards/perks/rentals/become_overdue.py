"""Become overdue: the end has passed and nothing came back."""

from datetime import datetime

from rewards.economy import RentalNumbers
from rewards.perks.rentals.refusals import ClockStopped, NotEndedYet, WrongRentalState
from rewards.perks.rentals.remind import with_reminder
from rewards.perks.rentals.rental import Rental, RentalState, enter, follow


def become_overdue(
    rental: Rental, *, at: datetime, numbers: RentalNumbers
) -> Rental | WrongRentalState | NotEndedYet | ClockStopped:
    """The rental, overdue. It keeps `ends_at`, which says since when; nothing ends it by itself."""
    if (wrong := follow(rental, RentalState.OVERDUE)) is not None:
        return wrong
    if rental.fault_at is not None:
        return ClockStopped(at=rental.fault_at)
    if rental.ends_at is not None and at <= rental.ends_at:
        return NotEndedYet(ends_at=rental.ends_at)
    late = enter(rental, RentalState.OVERDUE, at, rental.ends_at)
    return with_reminder(late, after=at, numbers=numbers)
