"""A merchant claims a part of the deposit: what came back is not as it was."""

import msgspec

from rewards.perks.rentals.claim_damage import claim_damage
from rewards.perks.rentals.history import Happened
from rewards.refusal import Refusal
from service.flows.rentals.own_rental import merchants_needs, merchants_rental, still_known
from service.flows.rentals.rental_step import step
from service.flows.rentals.rental_view import RentalView, rental_view
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class ClaimDamage(msgspec.Struct, frozen=True, kw_only=True):
    """Which returned rental of this merchant's, how much in minor units, and what is broken."""

    merchant: str
    rental: str
    amount_minor: int
    statement: str


def decide(command: Command[ClaimDamage], view: View) -> Outcome[RentalView]:
    """Claimed; the member is told how much, and by when."""
    own, body = merchants_rental(command, view), command.body
    if isinstance(own, Refusal):
        return Outcome(own)
    claimed = claim_damage(own.rental, amount_minor=body.amount_minor, at=command.domain_at)
    if isinstance(claimed, Refusal):
        return Outcome(claimed)
    more = {"amount_minor": body.amount_minor}
    effects = step(command, own, claimed, Happened.DAMAGED, words=body.statement, more=more)
    return Outcome(rental_view(claimed), effects)


CLAIM_DAMAGE = Rule("claim_damage", RentalView, merchants_needs, decide, still_known)
