"""A merchant says that a promise was broken: its member is told, and has time to answer."""

import msgspec

from rewards.perks.rentals.evidence import breach_of
from rewards.perks.rentals.history import Happened
from rewards.perks.rentals.propose_breach import propose_breach
from rewards.refusal import Refusal
from service.flows.evidence import recorded
from service.flows.rentals.own_rental import merchants_needs, merchants_rental, still_known
from service.flows.rentals.rental_step import moved, told_in_history
from service.flows.rentals.rental_view import RentalView, rental_view
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, RENTALS


class ProposeBreach(msgspec.Struct, frozen=True, kw_only=True):
    """Which rental of this merchant's, and how its promise was broken."""

    merchant: str
    rental: str
    statement: str


def decide(command: Command[ProposeBreach], view: View) -> Outcome[RentalView]:
    """Proposed; the notice of its evidence is what tells the member."""
    own, body = merchants_rental(command, view), command.body
    if isinstance(own, Refusal):
        return Outcome(own)
    numbers = command.programme.numbers.rentals
    broken = propose_breach(own.rental, at=command.domain_at, numbers=numbers)
    if isinstance(broken, Refusal):
        return Outcome(broken)
    what = Happened.BREACH_PROPOSED
    effects = (
        Put(RENTALS, told_in_history(command, broken, what, body.statement)),
        Put(ACCOUNTS, own.account),
        moved(broken, what),
        *recorded(command, broken.account, breach_of(broken), reference=broken.id),
    )
    return Outcome(rental_view(broken), effects)


PROPOSE_BREACH = Rule("propose_breach", RentalView, merchants_needs, decide, still_known)
