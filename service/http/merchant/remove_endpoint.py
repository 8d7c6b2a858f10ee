"""DELETE /v1/merchant/endpoints/{endpoint}."""

from litestar import Response, delete
from litestar.params import FromPath

from service.flows.webhooks.own_endpoint import OfEndpoint
from service.flows.webhooks.remove_endpoint import REMOVE_ENDPOINT, EndpointRemoved
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@delete(
    "/endpoints/{endpoint:str}",
    operation_id="removeEndpoint",
    status_code=200,
    tags=["webhooks"],
    opt={SCOPE: Scope.WEBHOOKS},
)
async def remove_endpoint(
    means: TheMeans, caller: TheMerchant, key: TheKey, endpoint: FromPath[str]
) -> Response[EndpointRemoved]:
    """Removes an endpoint for good. What waits for it is never sent."""
    body = OfEndpoint(merchant=caller.id, endpoint=endpoint)
    return answer(await means.context.apply(REMOVE_ENDPOINT, body, caller=caller.caller, key=key))
