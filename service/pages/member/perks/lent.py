"""GET /member/rentals: what the member was quoted and lent, with the clock of each.

POST /member/rentals/cancel calls one off.
"""

import hashlib
from collections.abc import Sequence
from typing import Annotated, Any

from litestar import Response, get, post
from litestar.params import QueryParameter

from rewards.perks.rentals.rental import HOLDING, RentalState
from service.flows.rentals.rental_view import RentalView
from service.http.cursor import Cursor
from service.http.me.cancel_rental import cancel_my_rental
from service.http.me.list_rentals import list_rentals
from service.http.me.show_me import show_me
from service.pages.member.form import key_of, typed
from service.pages.member.names import names_of
from service.pages.member.visit import TheVisit, Visit
from service.pages.times import times_in

RENTALS, NEWEST = 20, 50
"""Rentals on a page, and those among which the present ones are looked for."""
NOW = HOLDING | {RentalState.QUOTED}

Look = Annotated[str, QueryParameter(name="look", max_length=64)]


@get("/rentals", include_in_schema=False)
async def show_rentals(visit: TheVisit) -> Any:
    """The newest, over or not."""
    me = await visit.me()
    return visit.page("perks/rentals.html", zone=me.zone, me=me, **await _page(visit))


@get("/rentals/older", include_in_schema=False)
async def show_older_rentals(visit: TheVisit, cursor: Cursor) -> Any:
    """Those before."""
    me = await visit.me()
    page = await _page(visit, cursor)
    return visit.page("perks/rental_lines.html", zone=me.zone, **page)


@get("/rentals/now", include_in_schema=False)
async def show_rentals_now(visit: TheVisit, look: Look = "") -> Any:
    """The card of what is lent now; 204 if it looks as it did."""
    known = await lent_now(visit)
    if known["look"] == look:
        return Response(None, status_code=204, cookies=visit.cookies)
    me = await visit.ask(show_me)
    return visit.page("perks/now.html", zone=me.zone, names=names_of(visit), **known)


@post("/rentals/cancel", include_in_schema=False, status_code=200)
async def call_off(visit: TheVisit) -> Any:
    """The same card, without the one that was called off."""
    fields = await typed(visit.request)
    gone = await visit.ask(cancel_my_rental, key=key_of(fields), rental=fields.get("rental", ""))
    me, names = await visit.ask(show_me), names_of(visit)
    known = await lent_now(visit)
    return visit.page("perks/now.html", zone=me.zone, names=names, gone=gone, **known)


async def lent_now(visit: Visit) -> dict[str, Any]:
    """What is not over, and how that looks: the page asks again and is told only what is new."""
    newest = (await visit.ask(list_rentals, limit=NEWEST)).rentals
    present = [each for each in newest if each.state in NOW]
    return {"rentals": present, "look": _look(visit, present)}


def _look(visit: Visit, rentals: Sequence[RentalView]) -> str:
    away, now = times_in(visit.lang)["away"], visit.means.domain_now()
    shown = [(each.id, each.state, each.ends_at and away(each.ends_at, now)) for each in rentals]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


async def _page(visit: Visit, cursor: str = "") -> dict[str, Any]:
    page = await visit.ask(list_rentals, limit=RENTALS, cursor=cursor)
    return {"rentals": page.rentals, "older": page.next_cursor, "names": names_of(visit)}
