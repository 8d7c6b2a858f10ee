"""A merchant closes a returned rental: the line is free, and the promise counts."""

from typing import Any

import msgspec

from rewards.perks.rentals.authorise import Booked
from rewards.perks.rentals.evidence import evidence_of
from rewards.perks.rentals.settle import settle
from rewards.refusal import Refusal
from service.flows.evidence import recorded
from service.flows.rentals.own_rental import (
    OwnRental,
    merchants_needs,
    merchants_rental,
    still_known,
)
from service.flows.rentals.rental_step import step
from service.flows.rentals.rental_view import RentalView, rental_view
from service.members.message import MessageKind
from service.store.path.command import Command, Effect, Outcome, Rule
from service.store.path.state import View


class SettleRental(msgspec.Struct, frozen=True, kw_only=True):
    """Which returned rental of this merchant's."""

    merchant: str
    rental: str


def decide(command: Command[SettleRental], view: View) -> Outcome[RentalView]:
    """Settled; the member is told what it counts as."""
    own = merchants_rental(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    booked = settle(own.rental, own.account.line, at=command.domain_at)
    if isinstance(booked, Refusal):
        return Outcome(booked)
    return Outcome(rental_view(booked.rental), settled(command, own, booked))


def settled(command: Command[Any], own: OwnRental, booked: Booked) -> tuple[Effect, ...]:
    """What a settlement writes, whoever it came from."""
    facts, rental = evidence_of(booked.rental), booked.rental
    effects = step(
        command,
        own,
        booked.rental,
        MessageKind.RENTAL_SETTLED,
        line=booked.line,
        more={"counts_as": ", ".join(each.kind for each in facts)},
    )
    return (
        *effects,
        # Their ids come from the rental, which is settled once. A late return is proposed first.
        *(
            effect
            for fact in facts
            for effect in recorded(command, rental.account, fact, reference=rental.id)
        ),
    )


SETTLE_RENTAL = Rule("settle_rental", RentalView, merchants_needs, decide, still_known)
