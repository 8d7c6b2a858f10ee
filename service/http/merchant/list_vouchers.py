"""GET /v1/merchant/vouchers."""

from litestar import get

from service.flows.vouchers.voucher_view import voucher_view
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.means import TheMeans
from service.http.vouchers import VouchersPage
from service.store.lists import newest
from service.store.schema.page import VOUCHERS


@get("/vouchers", operation_id="listVouchers", tags=["merchant"], opt={SCOPE: Scope.VOUCHERS})
async def list_vouchers(
    means: TheMeans, caller: TheMerchant, limit: Limit = 20, cursor: Cursor = ""
) -> VouchersPage:
    """The vouchers that are good at the merchant, or were, and what became of them."""
    scope = f"merchant:vouchers:{caller.id}"
    page = await newest(
        means.context.store,
        VOUCHERS,
        caller.id,
        limit=limit,
        after=read_cursor(means.keys, scope, cursor),
        owner="merchant",
    )
    return VouchersPage(
        vouchers=tuple(voucher_view(row) for row in page.rows),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )
