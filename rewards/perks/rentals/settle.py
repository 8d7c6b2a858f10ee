"""Settle: the matter is closed, the line is free, and the promise counts."""

from datetime import datetime, timedelta

import msgspec

from rewards.economy import RentalNumbers
from rewards.perks.rentals.authorise import Booked
from rewards.perks.rentals.line import Line, release
from rewards.perks.rentals.refusals import DisputeOpen, MerchantHasTime, WrongRentalState
from rewards.perks.rentals.rental import (
    OUT,
    Rental,
    RentalState,
    enter,
    grace_of,
    wrong_state,
)


def settle(rental: Rental, line: Line, *, at: datetime) -> Booked | WrongRentalState | DisputeOpen:
    """The returned or lost rental, closed: whatever was claimed is paid. What it says of the member
    is `evidence_of`."""
    if rental.state is RentalState.DISPUTED:
        return DisputeOpen()
    if rental.state not in (RentalState.RETURNED, RentalState.LOST):
        return wrong_state(rental, RentalState.SETTLED)
    after = enter(rental, RentalState.SETTLED, at, rental.ends_at)
    return Booked(rental=after, line=release(line, rental.id))


def settle_unasked(
    rental: Rental, line: Line, *, at: datetime, numbers: RentalNumbers
) -> Booked | WrongRentalState | DisputeOpen | MerchantHasTime:
    """The same without the merchant, whose silence speaks for the member after a time.

    What is out with a fault counts as taken back when that was reported; what is late, and of which
    nothing was heard after its grace, is closed without a word about its member.
    """
    until = silent_until(rental, numbers)
    if until is None:
        return wrong_state(rental, RentalState.SETTLED)
    if at < until:
        return MerchantHasTime(until=until)
    return settle(_presumed_back(rental, at), line, at=at)


def silent_until(rental: Rental, numbers: RentalNumbers) -> datetime | None:
    """When silence of the merchant has closed the rental; None if nobody waits for it."""
    since = _waits_since(rental, numbers)
    return None if since is None else since + timedelta(days=numbers.silence_days)


def _waits_since(rental: Rental, numbers: RentalNumbers) -> datetime | None:
    if rental.state in (RentalState.RETURNED, RentalState.LOST):
        return rental.state_at if rental.claim is None else rental.claim.at
    if rental.state in OUT and rental.fault_at is not None:
        return rental.fault_at
    if rental.state is RentalState.OVERDUE and rental.ends_at is not None:
        return max(rental.state_at, rental.ends_at + grace_of(rental, numbers))
    return None


def _presumed_back(rental: Rental, at: datetime) -> Rental:
    if rental.state not in OUT:
        return rental
    back = enter(rental, RentalState.RETURNED, at, rental.ends_at)
    return msgspec.structs.replace(back, returned_at=rental.fault_at)
