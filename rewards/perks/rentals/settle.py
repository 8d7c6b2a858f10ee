"""Settle: the matter is closed, the line is free, and the promise counts."""

from datetime import datetime, timedelta

from rewards.economy import RentalNumbers
from rewards.perks.rentals.authorise import Booked
from rewards.perks.rentals.line import Line, release
from rewards.perks.rentals.refusals import MerchantHasTime, WrongRentalState
from rewards.perks.rentals.rental import Rental, RentalState, enter, follow


def settle(rental: Rental, line: Line, *, at: datetime) -> Booked | WrongRentalState:
    """The returned rental, closed; what it says of the member is `evidence_of`."""
    if (wrong := follow(rental, RentalState.SETTLED)) is not None:
        return wrong
    after = enter(rental, RentalState.SETTLED, at, rental.ends_at)
    return Booked(rental=after, line=release(line, rental.id))


def settle_unasked(
    rental: Rental, line: Line, *, at: datetime, numbers: RentalNumbers
) -> Booked | WrongRentalState | MerchantHasTime:
    """The same without the merchant, whose silence speaks for the member after a time."""
    until = rental.state_at + timedelta(days=numbers.silence_days)
    if rental.state is RentalState.RETURNED and at < until:
        return MerchantHasTime(until=until)
    return settle(rental, line, at=at)
