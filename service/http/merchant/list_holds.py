"""GET /v1/merchant/holds."""

from litestar import get

from service.flows.spending.hold_view import hold_view
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.holds import HoldsPage
from service.http.means import TheMeans
from service.store.lists import newest
from service.store.schema.page import SPENDINGS


@get("/holds", operation_id="listHolds", tags=["merchant"], opt={SCOPE: Scope.SEEDS})
async def list_holds(
    means: TheMeans, caller: TheMerchant, limit: Limit = 20, cursor: Cursor = ""
) -> HoldsPage:
    """What members have set aside for the merchant, and what became of it."""
    scope = f"merchant:holds:{caller.id}"
    page = await newest(
        means.context.store,
        SPENDINGS,
        caller.id,
        limit=limit,
        after=read_cursor(means.keys, scope, cursor),
        owner="merchant",
    )
    return HoldsPage(
        holds=tuple(hold_view(row) for row in page.rows),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )
