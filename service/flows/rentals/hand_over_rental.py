"""A merchant hands the thing over, and its time begins."""

import msgspec

from rewards.perks.rentals.hand_over import hand_over
from rewards.perks.rentals.history import Happened
from rewards.refusal import Refusal
from service.flows.rentals.own_rental import merchants_needs, merchants_rental, still_known
from service.flows.rentals.rental_step import step
from service.flows.rentals.rental_view import RentalView, rental_view
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class HandOverRental(msgspec.Struct, frozen=True, kw_only=True):
    """Which authorised rental of this merchant's."""

    merchant: str
    rental: str


def decide(command: Command[HandOverRental], view: View) -> Outcome[RentalView]:
    """Active from now on; the member learns when it is due."""
    own = merchants_rental(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    lent = hand_over(own.rental, at=command.domain_at, numbers=command.programme.numbers.rentals)
    if isinstance(lent, Refusal):
        return Outcome(lent)
    return Outcome(rental_view(lent), step(command, own, lent, Happened.STARTED))


HAND_OVER_RENTAL = Rule("hand_over_rental", RentalView, merchants_needs, decide, still_known)
