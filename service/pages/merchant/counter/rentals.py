"""GET /counter/rentals/{rental}, and the steps of it: authorise, hand over, return, settle."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from rewards.perks.rentals.refusals import RentalUnknown
from service.http.merchant.show_rental import show_rental
from service.http.problems.raised import Refused
from service.pages.member.elsewhere import go
from service.pages.member.form import key_of, typed
from service.pages.merchant.counter.steps import BY_NAME, RENTALS, steps_of
from service.pages.merchant.visit import TheVisit


@get("/rentals/{rental:str}", include_in_schema=False)
async def show_at_counter(visit: TheVisit, rental: FromPath[str]) -> Any:
    """One rental, as the counter needs it."""
    found = await visit.ask(show_rental, rental=rental)
    return visit.page("counter/rental.html", rental=found, steps=steps_of(found))


@post("/rentals", include_in_schema=False)
async def find_rental(visit: TheVisit) -> Response[None]:
    """The page of the rental with this number. Refused if the merchant has none."""
    number = (await typed(visit.request)).get("rental", "").strip()
    found = await visit.ask(show_rental, rental=number)
    return go(f"{RENTALS}/{found.id}")


@post("/rentals/{rental:str}/{step:str}", include_in_schema=False, status_code=200)
async def take_step(visit: TheVisit, rental: FromPath[str], step: FromPath[str]) -> Any:
    """The rental after it."""
    wanted = BY_NAME.get(step)
    if wanted is None:
        raise Refused(RentalUnknown())
    key = key_of(await typed(visit.request))
    after = await visit.ask(wanted.door, key=key, rental=rental, **wanted.body)
    return visit.page("counter/rental_card.html", rental=after, steps=steps_of(after), took=step)
