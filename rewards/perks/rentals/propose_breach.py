"""Propose a breach: the merchant says that the promise was broken, and its member is told."""

from datetime import datetime

import msgspec

from rewards.economy import RentalNumbers
from rewards.perks.rentals.claim import Breach, BreachReason, ClaimKind
from rewards.perks.rentals.refusals import (
    FaultReported,
    GraceNotOver,
    NothingBroken,
    WrongRentalState,
)
from rewards.perks.rentals.rental import (
    OUT,
    Rental,
    RentalState,
    enter,
    follow,
    grace_of,
    wrong_state,
)

_UNPAID = {
    ClaimKind.DAMAGE: BreachReason.DAMAGE_UNPAID,
    ClaimKind.LOSS: BreachReason.LOSS_UNPAID,
}


def propose_breach(
    rental: Rental, *, at: datetime, numbers: RentalNumbers
) -> Rental | WrongRentalState | FaultReported | NothingBroken | GraceNotOver:
    """The rental, whose promise is said to be broken: not returned, or a claim not paid, and the
    grace of the perk is over. What it says of the member is `breach_of`."""
    # Once is all there is: back from a dispute it goes as its evidence does.
    if rental.breach is not None or follow(rental, RentalState.BREACH_PROPOSED) is not None:
        return wrong_state(rental, RentalState.BREACH_PROPOSED)
    broken = _broken(rental)
    if not isinstance(broken, tuple):
        return broken
    reason, since = broken
    until = since + grace_of(rental, numbers)
    if at < until:
        return GraceNotOver(until=until)
    after = enter(rental, RentalState.BREACH_PROPOSED, at, rental.ends_at)
    return msgspec.structs.replace(after, breach=Breach(reason=reason, at=at))


def broken_from(rental: Rental, numbers: RentalNumbers) -> datetime | None:
    """From when on that can be said, if all stays as it is; None if nothing is to be kept, or its
    clock stands."""
    if rental.breach is not None:
        return None
    if rental.claim is not None and rental.state in (RentalState.RETURNED, RentalState.LOST):
        return rental.claim.at + grace_of(rental, numbers)
    if rental.state in OUT and rental.ends_at is not None and rental.fault_at is None:
        return rental.ends_at + grace_of(rental, numbers)
    return None


def _broken(rental: Rental) -> tuple[BreachReason, datetime] | FaultReported | NothingBroken:
    """Which promise, and since when."""
    if rental.claim is not None:
        return _UNPAID[rental.claim.kind], rental.claim.at
    if rental.fault_at is not None:
        return FaultReported(at=rental.fault_at)
    if rental.state is RentalState.OVERDUE and rental.ends_at is not None:
        return BreachReason.NOT_RETURNED, rental.ends_at
    return NothingBroken()
