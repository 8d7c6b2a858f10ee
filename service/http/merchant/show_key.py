"""GET /v1/merchant/key."""

from litestar import get

from service.flows.operators.own_merchant_key import MerchantKeyUnknown
from service.http.guards import TheMerchant
from service.http.guards.guards import SCOPE
from service.http.means import TheMeans
from service.http.operator.key_view import KeyView, key_view
from service.http.problems.raised import Refused
from service.store.key_uses import read_uses
from service.store.owner import of_merchant
from service.store.schema.page import MERCHANT_KEYS


@get("/key", operation_id="getMerchantKey", tags=["merchant"], opt={SCOPE: None})
async def show_own_key(means: TheMeans, caller: TheMerchant) -> KeyView:
    """The key that this call came with: what it is for, when it was last used, when it ends."""
    store = means.context.store
    key = await store.get(MERCHANT_KEYS, caller.key, owner=of_merchant(caller.id))
    if key is None:
        raise Refused(MerchantKeyUnknown())
    uses = await read_uses(store, [key.id])
    return key_view(key, uses.get(key.id))
