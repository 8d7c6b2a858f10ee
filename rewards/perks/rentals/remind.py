"""Remind: when a member who has something is told to bring it back."""

from datetime import datetime, timedelta

import msgspec

from rewards.economy import RentalNumbers
from rewards.perks.rentals.rental import Rental, RentalState, grace_of

WHOLE = 100


def with_reminder(rental: Rental, *, after: datetime, numbers: RentalNumbers) -> Rental:
    """The rental, with the first of its moments later than `after`; none once they are over."""
    later = [moment for moment in moments(rental, numbers) if moment > after]
    return msgspec.structs.replace(rental, remind_at=min(later, default=None))


def moments(rental: Rental, numbers: RentalNumbers) -> tuple[datetime, ...]:
    """Before the end of what is lent, and in the middle of the grace of what is late. None while
    the clock stands, or once it is back."""
    if rental.ends_at is None or rental.handed_over_at is None or rental.fault_at is not None:
        return ()
    if rental.state is RentalState.ACTIVE:
        return (rental.ends_at - _ahead(rental.ends_at - rental.handed_over_at, numbers),)
    if rental.state is RentalState.OVERDUE:
        return (rental.ends_at + grace_of(rental, numbers) / 2,)
    return ()


def _ahead(lasts: timedelta, numbers: RentalNumbers) -> timedelta:
    """A share of how long it is lent: minutes for an umbrella, days for a flat."""
    share = lasts * numbers.reminder_percent / WHOLE
    least = timedelta(minutes=numbers.reminder_minutes_min)
    most = timedelta(days=numbers.reminder_days_max)
    return min(max(share, least), most)
