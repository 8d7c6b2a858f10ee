"""A merchant has seen to a fault: the clock goes on, and what it stood is added."""

import msgspec

from rewards.perks.rentals.fault import clear_fault
from rewards.perks.rentals.history import Happened
from rewards.refusal import Refusal
from service.flows.rentals.own_rental import merchants_needs, merchants_rental, still_known
from service.flows.rentals.rental_step import step
from service.flows.rentals.rental_view import RentalView, rental_view
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class ClearFault(msgspec.Struct, frozen=True, kw_only=True):
    """Which rental of this merchant's, and what was found or done."""

    merchant: str
    rental: str
    statement: str


def decide(command: Command[ClearFault], view: View) -> Outcome[RentalView]:
    """It goes on; the member is told until when."""
    own = merchants_rental(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    numbers = command.programme.numbers.rentals
    going = clear_fault(own.rental, at=command.domain_at, numbers=numbers)
    if isinstance(going, Refusal):
        return Outcome(going)
    words = command.body.statement
    return Outcome(
        rental_view(going), step(command, own, going, Happened.FAULT_CLEARED, words=words)
    )


CLEAR_FAULT = Rule("clear_fault", RentalView, merchants_needs, decide, still_known)
