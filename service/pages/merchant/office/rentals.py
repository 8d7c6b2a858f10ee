"""GET /merchant/rentals: what was lent, by state; one of it with all that is known."""

from typing import Annotated, Any

from litestar import get, post
from litestar.params import FromPath, QueryParameter

from rewards.perks.rentals.rental import RentalState
from service.http.cursor import Cursor
from service.http.merchant.list_rentals import list_rentals
from service.http.merchant.show_rental_statement import show_rental_statement
from service.pages.merchant.steps import steps_of
from service.pages.merchant.taken import taken
from service.pages.merchant.times import typed_moment
from service.pages.merchant.visit import TheVisit, Visit

RENTALS = 20
"""Rentals on a page."""

InState = Annotated[str, QueryParameter(name="state", max_length=20)]


@get("/rentals", include_in_schema=False)
async def show_rentals(visit: TheVisit, only: InState = "") -> Any:
    """The newest, all of them or in one state."""
    return visit.page("office/rentals.html", **await _listed(visit, only))


@get("/rentals/part", include_in_schema=False)
async def show_rentals_part(visit: TheVisit, only: InState = "", cursor: Cursor = "") -> Any:
    """The list in another state; with a cursor those before, which come in its place."""
    part = "rental_lines" if cursor else "rental_list"
    return visit.page(f"office/{part}.html", **await _listed(visit, only, cursor))


@get("/rentals/{rental:str}", include_in_schema=False)
async def show_one_rental(visit: TheVisit, rental: FromPath[str]) -> Any:
    """Its clock, what can be done, what has happened and what was said."""
    return visit.page("office/rental.html", **await _one(visit, rental))


@post("/rentals/{rental:str}/{step:str}", include_in_schema=False, status_code=200)
async def take_office_step(visit: TheVisit, rental: FromPath[str], step: FromPath[str]) -> Any:
    """The rental after it."""
    after = await taken(visit, rental, step)
    return visit.page("office/rental_card.html", took=step, **await _one(visit, after.id))


async def _one(visit: Visit, rental: str) -> dict[str, Any]:
    """`longest` is the latest end that can be typed."""
    found = await visit.ask(show_rental_statement, rental=rental)
    longest = typed_moment(found.due_by, visit.zone) if found.due_by else ""
    return {"rental": found, "steps": steps_of(found), "longest": longest}


async def _listed(visit: Visit, only: str, cursor: str = "") -> dict[str, Any]:
    state = RentalState(only) if only in tuple(RentalState) else None
    page = await visit.ask(list_rentals, only=state, limit=RENTALS, cursor=cursor)
    # A quote is in no list.
    states = tuple(each.value for each in RentalState if each is not RentalState.QUOTED)
    return {
        "rentals": page.rentals,
        "older": page.next_cursor,
        "only": state.value if state else "",
        "states": states,
    }
