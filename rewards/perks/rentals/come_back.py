"""Come back: what was broken is made good, by returning the thing or by paying."""

from datetime import datetime

import msgspec

from rewards.economy import RentalNumbers
from rewards.perks.rentals.give_back import outside_rental
from rewards.perks.rentals.refusals import ReturnOutsideRental, WrongRentalState
from rewards.perks.rentals.rental import IN_BREACH, Rental, RentalState, wrong_state


def come_back(
    rental: Rental, *, returned_at: datetime | None, at: datetime, numbers: RentalNumbers
) -> Rental | WrongRentalState | ReturnOutsideRental:
    """The rental in breach, with when it came back; None: it was paid, or is back already. What
    becomes of it is `follow_breach`, once its evidence is cured."""
    if rental.state not in IN_BREACH:
        return wrong_state(rental, RentalState.CURED)
    if returned_at is None:
        return rental
    if rental.returned_at is not None:
        return wrong_state(rental, RentalState.RETURNED)
    outside = outside_rental(rental, returned_at, at=at, numbers=numbers)
    return outside or msgspec.structs.replace(rental, returned_at=returned_at)
