"""Follow: a rental in breach goes where the evidence of its broken promise goes.

Whether a promise was broken is decided once, about the evidence: by its notice, by a challenge, by
who makes it good. The rental only says the same, and frees the line when it is over.
"""

from datetime import datetime

import msgspec

from rewards.perks.rentals.authorise import Booked
from rewards.perks.rentals.line import Line, release
from rewards.perks.rentals.rental import HOLDING, IN_BREACH, Rental, RentalState, enter
from rewards.score.evidence import Status
from rewards.score.standing.standing import Standing

_STATES = {
    Status.PROPOSED: RentalState.BREACH_PROPOSED,
    Status.CHALLENGED: RentalState.DISPUTED,
    Status.COUNTED: RentalState.BREACHED,
    Status.CURED: RentalState.CURED,
    Status.REVERSED: RentalState.SETTLED,
}


def follow_breach(rental: Rental, line: Line, standing: Standing, *, at: datetime) -> Booked | None:
    """The rental and the line once its breach stands like this; None if nothing changes."""
    wanted = _wanted(rental, standing)
    if wanted is None or wanted is rental.state:
        return None
    after = enter(rental, wanted, at, rental.ends_at)
    if standing.status is Status.REVERSED and after.breach is not None:
        gone = msgspec.structs.replace(after.breach, reversed=True)
        after = msgspec.structs.replace(after, breach=gone)
    frees = rental.state in HOLDING and wanted not in HOLDING
    return Booked(rental=after, line=release(line, rental.id) if frees else line)


def _wanted(rental: Rental, standing: Standing) -> RentalState | None:
    if rental.state in IN_BREACH:
        # Made good is made good, whatever its evidence still waits for.
        good = standing.made_good_at is not None and standing.status is not Status.REVERSED
        return RentalState.CURED if good else _STATES[standing.status]
    if rental.state is RentalState.CURED and standing.status is Status.REVERSED:
        return RentalState.SETTLED
    return None
