"""GET /v1/merchant/endpoints."""

from litestar import get

from service.flows.webhooks.endpoint_view import endpoint_view
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.means import TheMeans
from service.http.merchant.endpoint_bodies import EndpointList
from service.store.owner import Owner
from service.store.schema.page import ENDPOINTS


@get("/endpoints", operation_id="listEndpoints", tags=["webhooks"], opt={SCOPE: Scope.WEBHOOKS})
async def list_endpoints(means: TheMeans, caller: TheMerchant) -> EndpointList:
    """Where the merchant's servers are told of what happens, and how that goes."""
    store = means.context.store
    book = await store.get(ENDPOINTS, caller.id, owner=Owner("id", caller.id))
    found = book.endpoints if book is not None else ()
    at = means.context.clock.server_now()
    return EndpointList(endpoints=tuple(endpoint_view(each, at) for each in found))
