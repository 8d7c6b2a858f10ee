"""Become overdue: the end has passed and nothing came back."""

from datetime import datetime

from rewards.perks.rentals.refusals import NotEndedYet, WrongRentalState
from rewards.perks.rentals.rental import Rental, RentalState, enter, follow


def become_overdue(rental: Rental, *, at: datetime) -> Rental | WrongRentalState | NotEndedYet:
    """The rental, overdue. It keeps `ends_at`, which says since when; nothing ends it by itself."""
    if (wrong := follow(rental, RentalState.OVERDUE)) is not None:
        return wrong
    if rental.ends_at is not None and at <= rental.ends_at:
        return NotEndedYet(ends_at=rental.ends_at)
    return enter(rental, RentalState.OVERDUE, at, rental.ends_at)
