"""GET /member/rentals/{rental}: one of them, what ends when, and line by line what has happened.

POST .../call-off, /fault and /appeal are what a member can do about it.
"""

from typing import Any

from litestar import get, post
from litestar.params import FromPath

from rewards.perks.rentals.rental import OUT, RentalState
from service.flows.rentals.rental_statement import RentalStatement
from service.http.me.appeal_breach import appeal_breach
from service.http.me.cancel_rental import cancel_my_rental
from service.http.me.report_fault import report_my_fault
from service.http.me.show_me import show_me
from service.http.me.show_rental import show_my_rental
from service.http.told import Told
from service.pages.member.form import body_of, key_of, typed
from service.pages.member.names import names_of
from service.pages.member.visit import TheVisit, Visit

NOT_YET = frozenset({RentalState.QUOTED, RentalState.AUTHORISED})
"""The states in which nothing has been handed over."""


@get("/rentals/{rental:str}", include_in_schema=False)
async def show_rental(visit: TheVisit, rental: FromPath[str]) -> Any:
    """All that is known of it."""
    me = await visit.me()
    known = await _known(visit, rental)
    return visit.page("perks/rental.html", zone=me.zone, me=me, **known)


@post("/rentals/{rental:str}/call-off", include_in_schema=False, status_code=200)
async def call_this_off(visit: TheVisit, rental: FromPath[str]) -> Any:
    """The same, called off."""
    key = key_of(await typed(visit.request))
    await visit.ask(cancel_my_rental, key=key, rental=rental)
    return await _body(visit, rental, "cancelled")


@post("/rentals/{rental:str}/fault", include_in_schema=False, status_code=200)
async def say_it_is_broken(visit: TheVisit, rental: FromPath[str]) -> Any:
    """The same, with its clock standing."""
    fields = await typed(visit.request)
    body = body_of(fields, Told)
    await visit.ask(report_my_fault, key=key_of(fields), rental=rental, data=body)
    return await _body(visit, rental, "fault")


@post("/rentals/{rental:str}/appeal", include_in_schema=False, status_code=200)
async def appeal(visit: TheVisit, rental: FromPath[str]) -> Any:
    """The same, objected to."""
    fields = await typed(visit.request)
    body = body_of(fields, Told)
    await visit.ask(appeal_breach, key=key_of(fields), rental=rental, data=body)
    return await _body(visit, rental, "appeal")


async def _body(visit: Visit, rental: str, done: str) -> Any:
    me = await visit.ask(show_me)
    known = await _known(visit, rental)
    return visit.page("perks/rental_body.html", zone=me.zone, done=done, **known)


async def _known(visit: Visit, rental: str) -> dict[str, Any]:
    one: RentalStatement = await visit.ask(show_my_rental, rental=rental)
    return {
        "rental": one,
        "names": names_of(visit),
        "words": {(each.at, each.what): each.words for each in one.statements},
        "numbers": visit.means.programme.numbers.challenges,
        **what_can_be_done(one),
    }


def what_can_be_done(rental: RentalStatement) -> dict[str, bool]:
    """Which of the presses a page offers; the doors decide."""
    broken = rental.broken_promise
    return {
        # A till may have taken an offline pass without anybody knowing: nobody calls it off.
        "may_call_off": rental.state in NOT_YET and rental.offline is None,
        "may_report": rental.state in OUT and rental.fault_at is None,
        "may_appeal": broken is not None and broken.may_challenge,
    }
