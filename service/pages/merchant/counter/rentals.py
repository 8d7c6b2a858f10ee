"""GET /counter/rentals: what may come back; one of it, and its steps while the member is there."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from rewards.perks.rentals.rental import IN_BREACH, RentalState
from service.http.merchant.list_rentals import list_rentals
from service.http.merchant.show_rental import show_rental
from service.pages.member.elsewhere import go
from service.pages.member.form import typed
from service.pages.merchant.steps import steps_of
from service.pages.merchant.taken import taken
from service.pages.merchant.visit import TheVisit

RENTALS = "/counter/rentals"
LISTED = 20
"""Of each state; older ones are found in the office, or by their number."""
# What is late first: it is who comes in a hurry.
BACK = (
    RentalState.OVERDUE,
    *sorted(IN_BREACH),
    RentalState.LOST,
    RentalState.ACTIVE,
    RentalState.AUTHORISED,
    RentalState.RETURNED,
)


@get("/rentals", include_in_schema=False)
async def show_out(visit: TheVisit) -> Any:
    """Everything that somebody may come with, or for."""
    found = [(each, (await visit.ask(list_rentals, only=each, limit=LISTED))) for each in BACK]
    listed = [(each.value, page.rentals) for each, page in found if page.rentals]
    return visit.page("counter/out.html", listed=listed)


@get("/rentals/{rental:str}", include_in_schema=False)
async def show_at_counter(visit: TheVisit, rental: FromPath[str]) -> Any:
    """One rental, as the counter needs it."""
    found = await visit.ask(show_rental, rental=rental)
    steps = steps_of(found, at_counter=True)
    return visit.page("counter/rental.html", rental=found, steps=steps)


@post("/rentals", include_in_schema=False)
async def find_rental(visit: TheVisit) -> Response[None]:
    """The page of the rental with this number. Refused if the merchant has none."""
    number = (await typed(visit.request)).get("rental", "").strip()
    found = await visit.ask(show_rental, rental=number)
    return go(f"{RENTALS}/{found.id}")


@post("/rentals/{rental:str}/{step:str}", include_in_schema=False, status_code=200)
async def take_step(visit: TheVisit, rental: FromPath[str], step: FromPath[str]) -> Any:
    """The rental after it."""
    after = await taken(visit, rental, step)
    steps = steps_of(after, at_counter=True)
    return visit.page("counter/rental_card.html", rental=after, steps=steps, took=step)
