"""POST /counter/checks: a pass that was scanned or typed, and the answer to it."""

from typing import Any

from litestar import post

from service.flows.perks.check_eligibility import Checked
from service.http.guards.callers import Scope
from service.http.merchant.check import PassShown, check_eligibility
from service.http.merchant.show_rental import show_rental
from service.pages.member.form import body_of, key_of, typed
from service.pages.merchant.counter.rentals import RENTALS
from service.pages.merchant.steps import steps_of
from service.pages.merchant.visit import TheVisit


@post("/checks", include_in_schema=False, status_code=200)
async def ask_about(visit: TheVisit) -> Any:
    """Yes, in part or no; of something lent, with what can be done next."""
    fields = await typed(visit.request)
    shown = fields.get("scanned") or "".join(fields.get("token", "").split())
    body = body_of({}, PassShown, token=shown)
    checked: Checked = await visit.ask(check_eligibility, key=key_of(fields), data=body)
    rental = None
    if checked.rental is not None and visit.may(Scope.RENTALS):
        rental = await visit.ask(show_rental, rental=checked.rental)
    steps = steps_of(rental, at_counter=True)
    made = visit.page("counter/answer.html", checked=checked, rental=rental, steps=steps)
    if rental is not None:
        # A quote is in no list: who loads the page again finds it by its address.
        made.headers["HX-Push-Url"] = f"{RENTALS}/{rental.id}"
    return made
