"""A merchant does without the deposit: the credit line holds it from now on."""

from collections.abc import Iterable

import msgspec

from rewards.perks.decide_eligibility import Ineligible, used_up_by
from rewards.perks.find import find
from rewards.perks.reasons import WhyNot
from rewards.perks.rentals.authorise import authorise
from rewards.perks.rentals.cancel import cancel
from rewards.perks.rentals.history import Happened
from rewards.perks.rentals.refusals import DepositNotWaived, LineExceeded, TooManyRentals
from rewards.perks.rentals.rental import Ended, RentalState
from rewards.perks.rentals.room import why_not
from rewards.perks.told import told
from rewards.refusal import Refusal
from service.flows.look import look_of_merchant
from service.flows.published import line_limit, published_needs, published_value
from service.flows.rentals.own_rental import (
    OwnRental,
    merchants_needs,
    merchants_rental,
    still_known,
)
from service.flows.rentals.rental_step import step
from service.flows.rentals.rental_view import RentalView, rental_view
from service.store.collection import Key
from service.store.owner import of_merchant
from service.store.path.command import Command, Effect, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import RENTALS


class AuthoriseRental(msgspec.Struct, frozen=True, kw_only=True):
    """Which quote of this merchant's."""

    merchant: str
    rental: str


def needs(command: Command[AuthoriseRental], view: View) -> Iterable[Key]:
    """The rental and the publication, then the account and its published score."""
    yield from merchants_needs(command, view)
    body = command.body
    rental = view.peek_own(RENTALS, body.rental, of_merchant(body.merchant))
    yield from published_needs(view, rental.account if rental else None)


def decide(command: Command[AuthoriseRental], view: View) -> Outcome[RentalView]:
    """Waives the deposit if the line has room now; the check promised nothing about that.

    A quote is good for one answer: a no ends it, so that nobody learns a line by asking again.
    """
    own = merchants_rental(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    used_up = _used_up(command, own)
    if used_up is not None:
        return _no(command, own, used_up)
    booked = authorise(
        own.rental,
        own.account.line,
        limit=line_limit(command, published_value(command, view, own.account)),
        at=command.domain_at,
        numbers=command.programme.numbers.rentals,
    )
    if isinstance(booked, LineExceeded | TooManyRentals):
        return _no(command, own, why_not(booked))
    if isinstance(booked, Refusal):
        return Outcome(booked)
    effects = step(command, own, booked.rental, Happened.AUTHORISED, line=booked.line)
    return Outcome(rental_view(booked.rental), (*effects, _look(command, own, "authorised")))


def _used_up(command: Command[AuthoriseRental], own: OwnRental) -> WhyNot | None:
    """Two quotes at once must not both count as the last use that a limit leaves."""
    perk = find(command.programme.perks, own.rental.perk)
    if isinstance(perk, Refusal) or own.rental.state is not RentalState.QUOTED:
        return None
    return used_up_by(perk, own.account.uses, command.domain_at)


def _no(command: Command[AuthoriseRental], own: OwnRental, why: WhyNot) -> Outcome[RentalView]:
    """One no for the merchant, the numbers for the member."""
    gone = cancel(own.rental, own.account.line, by=Ended.NOT_WAIVED, at=command.domain_at)
    if isinstance(gone, Refusal):
        return Outcome(gone)
    reasons = Ineligible(perk=own.rental.perk, at=command.domain_at, reasons=(why,))
    effects = step(command, own, gone.rental, Happened.CANCELLED, more=told(reasons))
    return Outcome(DepositNotWaived(), (*effects, _look(command, own, "no")))


def _look(command: Command[AuthoriseRental], own: OwnRental, answered: str) -> Effect:
    """The answer says something about the member, so it stands in the access log."""
    return look_of_merchant(command, own.account.id, why=own.rental.perk, answered=answered)


AUTHORISE_RENTAL = Rule("authorise_rental", RentalView, needs, decide, still_known, ids=1)
