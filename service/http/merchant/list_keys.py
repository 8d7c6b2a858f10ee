"""GET /v1/merchant/keys."""

from litestar import get

from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.means import TheMeans
from service.http.operator.key_view import key_view
from service.http.operator.list_merchant_keys import MerchantKeysPage
from service.store.key_uses import read_uses
from service.store.lists import newest
from service.store.schema.page import MERCHANT_KEYS


@get("/keys", operation_id="listOwnKeys", tags=["merchant"], opt={SCOPE: Scope.OFFICE})
async def list_own_keys(
    means: TheMeans, caller: TheMerchant, limit: Limit = 20, cursor: Cursor = ""
) -> MerchantKeysPage:
    """The merchant's keys, the ended ones too."""
    store, scope = means.context.store, f"merchant:keys:{caller.id}"
    page = await newest(
        store,
        MERCHANT_KEYS,
        caller.id,
        limit=limit,
        after=read_cursor(means.keys, scope, cursor),
        owner="merchant",
        at="created_at",
    )
    uses = await read_uses(store, [row.id for row in page.rows])
    return MerchantKeysPage(
        keys=tuple(key_view(row, uses.get(row.id)) for row in page.rows),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )
