"""Claim damage: what came back is not as it was."""

from datetime import datetime

import msgspec

from rewards.perks.rentals.claim import Claim, ClaimKind
from rewards.perks.rentals.refusals import AlreadyClaimed, ClaimAboveDeposit, NotReturned
from rewards.perks.rentals.rental import Rental, RentalState


def claim_damage(
    rental: Rental, *, amount_minor: int, at: datetime
) -> Rental | NotReturned | AlreadyClaimed | ClaimAboveDeposit:
    """The returned rental with a claim, once, of at most what was waived: no more could have been
    kept of a deposit. The merchant settles when it is paid."""
    if rental.state is not RentalState.RETURNED:
        return NotReturned(state=rental.state)
    if rental.claim is not None:
        return AlreadyClaimed(amount=rental.claim.amount_minor, at=rental.claim.at)
    if amount_minor > rental.deposit:
        return ClaimAboveDeposit(wanted=amount_minor, most=rental.deposit)
    claim = Claim(kind=ClaimKind.DAMAGE, amount_minor=amount_minor, at=at)
    return msgspec.structs.replace(rental, claim=claim)
