"""GET /v1/me/rentals."""

import msgspec
from litestar import get

from service.flows.rentals.rental_view import RentalView, rental_view
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMember
from service.http.means import TheMeans
from service.store.lists import newest
from service.store.schema.page import RENTALS


class RentalsPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    rentals: tuple[RentalView, ...]
    next_cursor: str | None = None


@get("/rentals", operation_id="listMyRentals", tags=["perks"])
async def list_rentals(
    means: TheMeans, caller: TheMember, limit: Limit = 20, cursor: Cursor = ""
) -> RentalsPage:
    """What the caller has been quoted and lent."""
    scope = f"rentals:{caller.account}"
    after = read_cursor(means.keys, scope, cursor)
    page = await newest(means.context.store, RENTALS, caller.account, limit=limit, after=after)
    return RentalsPage(
        rentals=tuple(rental_view(row) for row in page.rows),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )
