"""GET /v1/merchant/rentals."""

from typing import Annotated

from litestar import get
from litestar.params import QueryParameter

from rewards.perks.rentals.rental import RentalState
from service.flows.rentals.rental_view import rental_view
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.me.list_rentals import RentalsPage
from service.http.means import TheMeans
from service.store.lists import newest
from service.store.schema.page import RENTALS

InState = Annotated[RentalState | None, QueryParameter(name="state")]


@get("/rentals", operation_id="listRentals", tags=["merchant"], opt={SCOPE: Scope.RENTALS})
async def list_rentals(
    means: TheMeans,
    caller: TheMerchant,
    only: InState = None,
    limit: Limit = 20,
    cursor: Cursor = "",
) -> RentalsPage:
    """What the merchant has lent, all of it or in one state. A quote is in no list: it is an answer
    to a check, and goes with the member's consent; nor is an offline pass that no till has brought
    in."""
    scope = f"merchant:rentals:{caller.id}:{only.value if only else ''}"
    known = [{"offline": None}, {"handed_over_at": {"$ne": None}}]
    agreed = {"authorised_at": {"$ne": None}, "$or": known}
    page = await newest(
        means.context.store,
        RENTALS,
        caller.id,
        limit=limit,
        after=read_cursor(means.keys, scope, cursor),
        owner="merchant",
        only=agreed if only is None else agreed | {"state": only.value},
    )
    return RentalsPage(
        rentals=tuple(rental_view(row) for row in page.rows),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )
