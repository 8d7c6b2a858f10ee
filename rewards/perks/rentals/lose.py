"""Lose: the thing will not come back, and one of the two says so."""

from datetime import datetime

import msgspec

from rewards.perks.rentals.claim import Claim, ClaimKind
from rewards.perks.rentals.refusals import WrongRentalState
from rewards.perks.rentals.rental import Rental, RentalState, enter, follow


def lose(rental: Rental, *, at: datetime) -> Rental | WrongRentalState:
    """The rental, lost: what was waived is to be paid. It can be found, and then it is returned."""
    if (wrong := follow(rental, RentalState.LOST)) is not None:
        return wrong
    claim = Claim(kind=ClaimKind.LOSS, amount_minor=rental.deposit, at=at)
    after = enter(rental, RentalState.LOST, at, rental.ends_at)
    return msgspec.structs.replace(after, claim=claim)
