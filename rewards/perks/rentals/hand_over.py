"""Hand over: the member has the thing, and its time begins."""

from datetime import datetime, timedelta

import msgspec

from rewards.economy import RentalNumbers
from rewards.perks.rentals.refusals import AuthorisationEnded, WrongRentalState
from rewards.perks.rentals.remind import with_reminder
from rewards.perks.rentals.rental import Rental, RentalState, enter, follow


def hand_over(
    rental: Rental, *, at: datetime, numbers: RentalNumbers
) -> Rental | WrongRentalState | AuthorisationEnded:
    """The rental, active since `at` and due when its minutes are over."""
    if (wrong := follow(rental, RentalState.ACTIVE)) is not None:
        return wrong
    if rental.ends_at is not None and rental.ends_at <= at:
        return AuthorisationEnded(ended_at=rental.ends_at)
    due = at + timedelta(minutes=rental.terms.minutes)
    after = enter(rental, RentalState.ACTIVE, at, due)
    due_by = at + timedelta(minutes=rental.terms.minutes_max)
    lent = msgspec.structs.replace(after, handed_over_at=at, due_by=due_by)
    return with_reminder(lent, after=at, numbers=numbers)
