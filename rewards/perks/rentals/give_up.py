"""Give up: a breach that nobody made good frees the line after a time, and stays a breach."""

from datetime import datetime, timedelta

from rewards.economy import RentalNumbers
from rewards.perks.rentals.authorise import Booked
from rewards.perks.rentals.line import Line, release
from rewards.perks.rentals.refusals import NotEndedYet, WrongRentalState
from rewards.perks.rentals.rental import Rental, RentalState, enter, wrong_state


def give_up(
    rental: Rental, line: Line, *, at: datetime, numbers: RentalNumbers
) -> Booked | WrongRentalState | NotEndedYet:
    """The matter between the two is closed. Nothing is held for ever: what was broken takes points
    as long as its evidence does, and no longer."""
    if rental.state is not RentalState.BREACHED:
        return wrong_state(rental, RentalState.SETTLED)
    until = rental.state_at + timedelta(days=numbers.give_up_days)
    if at < until:
        return NotEndedYet(ends_at=until)
    after = enter(rental, RentalState.SETTLED, at, rental.ends_at)
    return Booked(rental=after, line=release(line, rental.id))
