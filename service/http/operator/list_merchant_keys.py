"""GET /v1/operator/merchant-keys."""

from typing import Annotated

import msgspec
from litestar import get
from litestar.params import QueryParameter

from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards.guards import POWER
from service.http.means import TheMeans
from service.http.operator.key_view import KeyView, key_view
from service.operators.roles import Power
from service.store.key_uses import read_uses
from service.store.lists import newest_where
from service.store.schema.page import MERCHANT_KEYS

OfMerchant = Annotated[str, QueryParameter(name="merchant", max_length=64)]


class MerchantKeysPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    keys: tuple[KeyView, ...]
    next_cursor: str | None = None


@get(
    "/merchant-keys",
    operation_id="listMerchantKeys",
    tags=["operator"],
    opt={POWER: Power.LOOK},
)
async def list_merchant_keys(
    means: TheMeans, merchant: OfMerchant = "", limit: Limit = 20, cursor: Cursor = ""
) -> MerchantKeysPage:
    """All keys, or those of one merchant, the ended ones too."""
    scope = f"operator:merchant-keys:{merchant}"
    after = read_cursor(means.keys, scope, cursor)
    match = {"merchant": merchant} if merchant else {}
    store = means.context.store
    page = await newest_where(
        store, MERCHANT_KEYS, match, limit=limit, after=after, at="created_at"
    )
    uses = await read_uses(store, [row.id for row in page.rows])
    return MerchantKeysPage(
        keys=tuple(key_view(row, uses.get(row.id)) for row in page.rows),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )
