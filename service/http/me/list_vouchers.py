"""GET /v1/me/vouchers."""

from litestar import get

from service.flows.vouchers.voucher_view import my_voucher
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMember
from service.http.means import TheMeans
from service.http.vouchers import MyVouchers
from service.store.lists import newest
from service.store.schema.page import VOUCHERS


@get("/vouchers", operation_id="listMyVouchers", tags=["perks"])
async def list_my_vouchers(
    means: TheMeans, caller: TheMember, limit: Limit = 20, cursor: Cursor = ""
) -> MyVouchers:
    """What the caller has bought, with the codes of what can still be redeemed."""
    scope = f"vouchers:{caller.account}"
    after = read_cursor(means.keys, scope, cursor)
    page = await newest(means.context.store, VOUCHERS, caller.account, limit=limit, after=after)
    return MyVouchers(
        vouchers=tuple(my_voucher(row) for row in page.rows),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )
