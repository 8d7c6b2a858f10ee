"""GET /v1/me/holds."""

from litestar import get

from service.flows.spending.hold_view import hold_view
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMember
from service.http.holds import HoldsPage
from service.http.means import TheMeans
from service.store.lists import newest
from service.store.schema.page import SPENDINGS


@get("/holds", operation_id="listMyHolds", tags=["seeds"])
async def list_my_holds(
    means: TheMeans, caller: TheMember, limit: Limit = 20, cursor: Cursor = ""
) -> HoldsPage:
    """What the caller has set aside for merchants, and what became of it."""
    scope = f"holds:{caller.account}"
    after = read_cursor(means.keys, scope, cursor)
    page = await newest(means.context.store, SPENDINGS, caller.account, limit=limit, after=after)
    return HoldsPage(
        holds=tuple(hold_view(row) for row in page.rows),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )
