"""A merchant closes a returned rental: the line is free, and the promise counts."""

from typing import Any

import msgspec

from rewards.perks.rentals.authorise import Booked
from rewards.perks.rentals.evidence import evidence_of
from rewards.perks.rentals.history import Happened
from rewards.perks.rentals.moves import Move, moves_of
from rewards.perks.rentals.rental import Rental
from rewards.perks.rentals.settle import settle
from rewards.refusal import Refusal
from rewards.score.standing.reverse import reverse
from service.flows.challenges.standing import with_standing
from service.flows.evidence import recorded
from service.flows.rentals.breach_follows import follow
from service.flows.rentals.cure_rental import breach_needs, breach_row
from service.flows.rentals.own_rental import (
    OwnRental,
    merchants_rental,
    still_known,
)
from service.flows.rentals.rental_step import message_of, step
from service.flows.rentals.rental_view import RentalView, rental_view
from service.members.message import Message, MessageKind
from service.store.path.command import Append, Command, Effect, Outcome, Put, Rule
from service.store.path.state import RuleError, View
from service.store.schema.page import ACCOUNTS, EVIDENCE, INBOX


class SettleRental(msgspec.Struct, frozen=True, kw_only=True):
    """Which returned rental of this merchant's."""

    merchant: str
    rental: str


def decide(command: Command[SettleRental], view: View) -> Outcome[RentalView]:
    """Settled; the member is told what it counts as. Of a breach, the merchant takes it back."""
    own = merchants_rental(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    if Move.TAKE_BACK in moves_of(own.rental):
        return _withdrawn(command, view, own)
    booked = settle(own.rental, own.account.line, at=command.domain_at)
    if isinstance(booked, Refusal):
        return Outcome(booked)
    return Outcome(rental_view(booked.rental), settled(command, own, booked))


def _withdrawn(command: Command[Any], view: View, own: OwnRental) -> Outcome[RentalView]:
    """The promise was not broken after all, says who said it was."""
    row, at = breach_row(view, own), command.domain_at
    standing = reverse(row.standing, at=at)
    if isinstance(standing, Refusal):
        raise RuleError(f"{row.id} is {row.status} while its rental is {own.rental.state}")
    after = with_standing(row, standing)
    followed = follow(command, own.account, own.rental, after)
    if followed.rental is None:
        raise RuleError(f"{own.rental.id} does not follow its evidence")
    effects = (
        Put(EVIDENCE, after),
        Put(ACCOUNTS, followed.account),
        Append(INBOX, _message(command, own, followed.rental)),
        *followed.effects,
    )
    return Outcome(rental_view(followed.rental), effects)


def _message(command: Command[Any], own: OwnRental, after: Rental) -> Message:
    counts = {"counts_as": ", ".join(each.kind for each in evidence_of(after))}
    return message_of(command, own.rental, after, MessageKind.RENTAL_SETTLED, counts)


def settled(command: Command[Any], own: OwnRental, booked: Booked) -> tuple[Effect, ...]:
    """What a settlement writes, whoever it came from."""
    facts, rental = evidence_of(booked.rental), booked.rental
    effects = step(
        command,
        own,
        booked.rental,
        Happened.SETTLED,
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


SETTLE_RENTAL = Rule("settle_rental", RentalView, breach_needs, decide, still_known)
