"""A merchant reports that the thing is back."""

import msgspec

from rewards.calendar import Instant
from rewards.perks.rentals.give_back import give_back
from rewards.perks.rentals.history import Happened
from rewards.perks.rentals.rental import IN_BREACH
from rewards.refusal import Refusal
from service.flows.rentals.cure_rental import breach_needs, cured
from service.flows.rentals.own_rental import merchants_rental, still_known
from service.flows.rentals.rental_step import step
from service.flows.rentals.rental_view import RentalView, rental_view
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class ReturnRental(msgspec.Struct, frozen=True, kw_only=True):
    """Which rental of this merchant's, and when it came back; None means just now."""

    merchant: str
    rental: str
    returned_at: Instant | None = None


def decide(command: Command[ReturnRental], view: View) -> Outcome[RentalView]:
    """Returned, in time or late, by the time of the return and not of the report. What was broken
    is made good by it."""
    own = merchants_rental(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    returned_at = command.body.returned_at or command.domain_at
    if own.rental.state in IN_BREACH:
        return cured(command, view, own, returned_at)
    back = give_back(
        own.rental,
        returned_at=returned_at,
        at=command.domain_at,
        numbers=command.programme.numbers.rentals,
    )
    if isinstance(back, Refusal):
        return Outcome(back)
    return Outcome(rental_view(back), step(command, own, back, Happened.RETURNED))


RETURN_RENTAL = Rule("return_rental", RentalView, breach_needs, decide, still_known)
