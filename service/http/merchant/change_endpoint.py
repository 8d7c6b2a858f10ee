"""PATCH /v1/merchant/endpoints/{endpoint}."""

from litestar import Response, patch
from litestar.params import FromPath, JSONBody

from service.flows.webhooks.change_endpoint import CHANGE_ENDPOINT, ChangeEndpoint
from service.flows.webhooks.endpoint_view import EndpointView
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.merchant.endpoint_bodies import EndpointChange


@patch(
    "/endpoints/{endpoint:str}",
    operation_id="changeEndpoint",
    tags=["webhooks"],
    opt={SCOPE: Scope.WEBHOOKS},
)
async def change_endpoint(
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    endpoint: FromPath[str],
    data: JSONBody[EndpointChange],
) -> Response[EndpointView]:
    """Another address, other subjects, another description; what waits goes to the new address."""
    subjects = None if data.subjects is None else tuple(sorted(set(data.subjects)))
    body = ChangeEndpoint(
        merchant=caller.id,
        endpoint=endpoint,
        url=data.url,
        subjects=subjects,
        description=data.description,
        loopback=means.context.hooks().loopback,
    )
    return answer(await means.context.apply(CHANGE_ENDPOINT, body, caller=caller.caller, key=key))
