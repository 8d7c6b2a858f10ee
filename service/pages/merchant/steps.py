"""What a merchant can do with a rental now: by the rules of rentals, never by the page."""

from collections.abc import Callable
from typing import Any, NamedTuple

from litestar.handlers import HTTPRouteHandler

from rewards.perks.rentals.moves import Move, moves_of
from service.flows.rentals.rental_view import RentalView
from service.http.merchant.authorise_rental import authorise_rental
from service.http.merchant.cancel_rental import cancel_rental
from service.http.merchant.claim_damage import DamageFound, claim_damage
from service.http.merchant.clear_fault import clear_fault
from service.http.merchant.cure_rental import MadeGood, cure_rental
from service.http.merchant.extend_rental import LongerWanted, extend_rental
from service.http.merchant.hand_over_rental import hand_over_rental
from service.http.merchant.propose_breach import propose_breach
from service.http.merchant.report_fault import report_fault
from service.http.merchant.report_loss import report_loss
from service.http.merchant.return_rental import Returned, return_rental
from service.http.merchant.settle_rental import settle_rental
from service.http.told import Told
from service.language.money import digits_of
from service.pages.fit import unread
from service.pages.member.form import body_of
from service.pages.merchant.money import example, minor_of
from service.pages.merchant.times import moment_of
from service.pages.merchant.visit import Visit
from service.pages.words import speaking

Fields = dict[str, str]
Body = Callable[[Fields, Visit], dict[str, Any]]


class Step(NamedTuple):
    """A move, the door that takes it, and what is typed for it. `at_counter`: it is taken while the
    member stands there."""

    name: Move
    door: HTTPRouteHandler
    body: Body = lambda _fields, _visit: {}
    at_counter: bool = False


def _told(fields: Fields, _visit: Visit) -> dict[str, Any]:
    return {"data": body_of(fields, Told)}


def _damaged(fields: Fields, visit: Visit) -> dict[str, Any]:
    digits, speak = digits_of(visit.means.programme.currency), speaking(visit.lang)
    amount = minor_of(fields.get("amount", ""), digits)
    if amount is None:
        raise unread("amount", speak("Type an amount, such as {example}.", example=example(digits)))
    return {"data": body_of(fields, DamageFound, amount_minor=amount)}


def _longer(fields: Fields, visit: Visit) -> dict[str, Any]:
    """By the clocks that the page shows. Its last minute is all the time there is."""
    chosen, speak = fields.get("ends_at", ""), speaking(visit.lang)
    if chosen and chosen == fields.get("longest"):
        return {"data": body_of(fields, LongerWanted, ends_at=fields.get("latest"))}
    ends_at = moment_of(chosen, visit.zone)
    if ends_at is None:
        raise unread("ends_at", speak("Choose a day and a time."))
    return {"data": LongerWanted(ends_at=ends_at)}


def _returned(_fields: Fields, _visit: Visit) -> dict[str, Any]:
    return {"data": Returned()}


def _paid(_fields: Fields, _visit: Visit) -> dict[str, Any]:
    return {"data": MadeGood()}


STEPS = (
    Step(Move.AUTHORISE, authorise_rental, at_counter=True),
    Step(Move.HAND_OVER, hand_over_rental, at_counter=True),
    Step(Move.RETURN, return_rental, _returned, at_counter=True),
    Step(Move.SETTLE, settle_rental, at_counter=True),
    Step(Move.CANCEL, cancel_rental, at_counter=True),
    Step(Move.CURE, cure_rental, _paid),
    Step(Move.TAKE_BACK, settle_rental),
    Step(Move.EXTEND, extend_rental, _longer),
    Step(Move.DAMAGE, claim_damage, _damaged),
    Step(Move.FAULT, report_fault, _told),
    Step(Move.CLEAR, clear_fault, _told),
    Step(Move.LOSS, report_loss, _told),
    Step(Move.BREACH, propose_breach, _told),
)
BY_NAME = {step.name.value: step for step in STEPS}


def steps_of(rental: RentalView | None, *, at_counter: bool = False) -> tuple[str, ...]:
    """The names of those that the rental allows, the likeliest first."""
    moves = () if rental is None else moves_of(rental)
    return tuple(move.value for move in moves if BY_NAME[move].at_counter or not at_counter)
