"""GET /v1/merchant/endpoints/{endpoint}."""

from litestar import get
from litestar.params import FromPath

from rewards.refusal import Refusal
from service.flows.webhooks.endpoint_view import EndpointView, endpoint_view
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.store.owner import Owner
from service.store.schema.page import ENDPOINTS
from service.webhooks.endpoint import endpoint_of


@get(
    "/endpoints/{endpoint:str}",
    operation_id="getEndpoint",
    tags=["webhooks"],
    opt={SCOPE: Scope.WEBHOOKS},
)
async def show_endpoint(
    means: TheMeans, caller: TheMerchant, endpoint: FromPath[str]
) -> EndpointView:
    """One of the merchant's endpoints; one that was switched off says why."""
    store = means.context.store
    book = await store.get(ENDPOINTS, caller.id, owner=Owner("id", caller.id))
    found = endpoint_of(book, endpoint)
    if isinstance(found, Refusal):
        raise Refused(found)
    return endpoint_view(found, means.context.clock.server_now())
