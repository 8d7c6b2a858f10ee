"""POST /v1/merchant/endpoints/{endpoint}/enable."""

from litestar import Response, post
from litestar.params import FromPath

from service.flows.webhooks.enable_endpoint import ENABLE_ENDPOINT
from service.flows.webhooks.endpoint_view import EndpointView
from service.flows.webhooks.own_endpoint import OfEndpoint
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post(
    "/endpoints/{endpoint:str}/enable",
    operation_id="enableEndpoint",
    status_code=200,
    tags=["webhooks"],
    opt={SCOPE: Scope.WEBHOOKS},
)
async def enable_endpoint(
    means: TheMeans, caller: TheMerchant, key: TheKey, endpoint: FromPath[str]
) -> Response[EndpointView]:
    """Switches an endpoint on that was switched off; what waited for it is sent."""
    body = OfEndpoint(merchant=caller.id, endpoint=endpoint)
    return answer(await means.context.apply(ENABLE_ENDPOINT, body, caller=caller.caller, key=key))
