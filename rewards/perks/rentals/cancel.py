"""Cancel: nothing was handed over, and nobody holds it against anybody."""

from datetime import datetime

import msgspec

from rewards.perks.rentals.authorise import Booked
from rewards.perks.rentals.line import Line, release
from rewards.perks.rentals.refusals import NotEndedYet, OfflinePassOut, WrongRentalState
from rewards.perks.rentals.rental import (
    HOLDING,
    Ended,
    Rental,
    RentalState,
    enter,
    follow,
    is_sealed,
)


def cancel(
    rental: Rental, line: Line, *, by: Ended, at: datetime
) -> Booked | WrongRentalState | OfflinePassOut:
    """The rental, called off by the member or the merchant; its waiver, if any, is released. Not
    what a till may have given out already without anybody knowing: that ends by itself."""
    if (wrong := follow(rental, RentalState.CANCELLED)) is not None:
        return wrong
    if is_sealed(rental) and rental.ends_at is not None and at < rental.ends_at:
        return OfflinePassOut(ends_at=rental.ends_at)
    free = release(line, rental.id) if rental.state in HOLDING else line
    after = msgspec.structs.replace(enter(rental, RentalState.CANCELLED, at), cancelled=by)
    return Booked(rental=after, line=free)


def end_authorisation(
    rental: Rental, line: Line, *, at: datetime
) -> Booked | WrongRentalState | NotEndedYet | OfflinePassOut:
    """The rental, called off because its quote or authorisation ran out before the hand-over."""
    waiting = rental.state in (RentalState.QUOTED, RentalState.AUTHORISED)
    if waiting and rental.ends_at is not None and at < rental.ends_at:
        return NotEndedYet(ends_at=rental.ends_at)
    return cancel(rental, line, by=Ended.AUTHORISATION_ENDED, at=at)
