"""Give back: the thing has returned, in time or late."""

from datetime import datetime, timedelta

import msgspec

from rewards.economy import RentalNumbers
from rewards.perks.rentals.refusals import ReturnOutsideRental, WrongRentalState
from rewards.perks.rentals.rental import Rental, RentalState, enter, follow


def give_back(
    rental: Rental, *, returned_at: datetime, at: datetime, numbers: RentalNumbers
) -> Rental | WrongRentalState | ReturnOutsideRental:
    """The rental, returned at `returned_at` as the merchant says, booked at `at`.

    A report that comes late does not make the return late: only `returned_at` counts. The line
    stays in use until the rental is settled. `ends_at` keeps when it was due. What was lost and is
    found is not to be paid any more.
    """
    if (wrong := follow(rental, RentalState.RETURNED)) is not None:
        return wrong
    if (outside := outside_rental(rental, returned_at, at=at, numbers=numbers)) is not None:
        return outside
    after = enter(rental, RentalState.RETURNED, at, rental.ends_at)
    return msgspec.structs.replace(after, returned_at=returned_at, claim=None)


def outside_rental(
    rental: Rental, returned_at: datetime, *, at: datetime, numbers: RentalNumbers
) -> ReturnOutsideRental | None:
    """None if it can have come back then: not before it was lent, and hardly in the future."""
    earliest = rental.handed_over_at or rental.state_at
    latest = at + timedelta(hours=numbers.return_ahead_hours)
    if earliest <= returned_at <= latest:
        return None
    return ReturnOutsideRental(returned_at=returned_at, earliest=earliest, latest=latest)
