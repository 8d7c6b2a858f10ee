"""GET /v1/merchant/stores."""

import msgspec
from litestar import get

from service.flows.stores.premises_view import StoreView, store_views
from service.http.guards import TheMerchant
from service.http.guards.guards import SCOPE
from service.http.means import TheMeans
from service.http.merchant.premises import premises_of


class StoreList(msgspec.Struct, frozen=True, kw_only=True):
    """In the order in which they were first opened."""

    stores: tuple[StoreView, ...]


@get("/stores", operation_id="listStores", tags=["merchant"], opt={SCOPE: None})
async def list_stores(means: TheMeans, caller: TheMerchant) -> StoreList:
    """The merchant's stores, closed ones too. Every key may know them."""
    return StoreList(stores=store_views(await premises_of(means, caller.id)))
