"""A merchant lets the member keep the thing for longer."""

import msgspec

from rewards.calendar import Instant
from rewards.perks.rentals.extend import extend
from rewards.perks.rentals.history import Happened
from rewards.refusal import Refusal
from service.flows.rentals.own_rental import merchants_needs, merchants_rental, still_known
from service.flows.rentals.rental_step import step
from service.flows.rentals.rental_view import RentalView, rental_view
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class ExtendRental(msgspec.Struct, frozen=True, kw_only=True):
    """Which active rental of this merchant's, and its new end."""

    merchant: str
    rental: str
    ends_at: Instant


def decide(command: Command[ExtendRental], view: View) -> Outcome[RentalView]:
    """Due later, never earlier, within what the quote's terms allow."""
    own = merchants_rental(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    longer = extend(
        own.rental,
        ends_at=command.body.ends_at,
        at=command.domain_at,
        numbers=command.programme.numbers.rentals,
    )
    if isinstance(longer, Refusal):
        return Outcome(longer)
    return Outcome(rental_view(longer), step(command, own, longer, Happened.EXTENDED))


EXTEND_RENTAL = Rule("extend_rental", RentalView, merchants_needs, decide, still_known)
