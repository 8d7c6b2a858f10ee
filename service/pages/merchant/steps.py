"""What a merchant can do with a rental now: by the machine of rentals, never by the page."""

from collections.abc import Callable
from typing import Any, NamedTuple

from litestar.handlers import HTTPRouteHandler

from rewards.perks.rentals.rental import IN_BREACH, OUT, TRANSITIONS, RentalState
from service.flows.rentals.rental_view import RentalView
from service.http.merchant.authorise_rental import authorise_rental
from service.http.merchant.cancel_rental import cancel_rental
from service.http.merchant.claim_damage import DamageFound, claim_damage
from service.http.merchant.clear_fault import clear_fault
from service.http.merchant.cure_rental import MadeGood, cure_rental
from service.http.merchant.hand_over_rental import hand_over_rental
from service.http.merchant.propose_breach import propose_breach
from service.http.merchant.report_fault import report_fault
from service.http.merchant.report_loss import report_loss
from service.http.merchant.return_rental import Returned, return_rental
from service.http.merchant.settle_rental import settle_rental
from service.http.problems.raised import Refused
from service.http.problems.refusals import FieldError, InvalidRequest
from service.http.told import Told
from service.language.languages import Language
from service.pages.member.form import body_of
from service.pages.merchant.money import minor_of
from service.pages.words import speaking

Fields = dict[str, str]
Body = Callable[[Fields, Language], dict[str, Any]]


class Step(NamedTuple):
    """A step by its name: the door that takes it, from which states on, and what is typed for it.
    `at_counter`: it is taken while the member stands there."""

    name: str
    door: HTTPRouteHandler
    states: frozenset[RentalState]
    body: Body = lambda _fields, _lang: {}
    at_counter: bool = False


def _before(state: RentalState) -> frozenset[RentalState]:
    return frozenset(each for each in RentalState if state in TRANSITIONS[each])


def _told(fields: Fields, _lang: Language) -> dict[str, Any]:
    return {"data": body_of(fields, Told)}


def _damaged(fields: Fields, lang: Language) -> dict[str, Any]:
    amount = minor_of(fields.get("amount", ""))
    if amount is None:
        speak = speaking(lang)
        told = speak("Type an amount, such as 12.50.")
        raise Refused(InvalidRequest(errors=(FieldError(field="amount", detail=told),)))
    return {"data": body_of(fields, DamageFound, amount_minor=amount)}


def _returned(_fields: Fields, _lang: Language) -> dict[str, Any]:
    return {"data": Returned()}


def _paid(_fields: Fields, _lang: Language) -> dict[str, Any]:
    return {"data": MadeGood()}


_S = RentalState
CLOSES = frozenset({_S.RETURNED, _S.LOST})
"""Where settling closes a promise; from a breach it takes back what was said."""

# In the order in which a merchant thinks of them.
STEPS = (
    Step("authorise", authorise_rental, _before(_S.AUTHORISED), at_counter=True),
    Step("hand-over", hand_over_rental, _before(_S.ACTIVE), at_counter=True),
    Step("return", return_rental, _before(_S.RETURNED), _returned, at_counter=True),
    Step("settle", settle_rental, CLOSES, at_counter=True),
    Step("cancel", cancel_rental, _before(_S.CANCELLED), at_counter=True),
    Step("cure", cure_rental, IN_BREACH, _paid),
    Step("take-back", settle_rental, IN_BREACH - {_S.DISPUTED}),
    Step("damage", claim_damage, frozenset({_S.RETURNED}), _damaged),
    Step("fault", report_fault, OUT, _told),
    Step("clear", clear_fault, OUT, _told),
    Step("loss", report_loss, _before(_S.LOST), _told),
    Step("breach", propose_breach, _before(_S.BREACH_PROPOSED) - {_S.DISPUTED}, _told),
)
BY_NAME = {step.name: step for step in STEPS}
# Said once; told by the rental itself, so that nothing is offered that is done already.
_ONCE: dict[str, Callable[[RentalView], bool]] = {
    "damage": lambda rental: rental.claim is None,
    "fault": lambda rental: rental.fault_at is None,
    "clear": lambda rental: rental.fault_at is not None,
}


def _open(name: str, rental: RentalView) -> bool:
    return name not in _ONCE or _ONCE[name](rental)


def steps_of(rental: RentalView | None, *, at_counter: bool = False) -> tuple[str, ...]:
    """The names of those that the rental allows, the likeliest first."""
    if rental is None:
        return ()
    return tuple(
        step.name
        for step in STEPS
        if rental.state in step.states
        and (step.at_counter or not at_counter)
        and _open(step.name, rental)
    )
