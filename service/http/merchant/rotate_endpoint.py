"""POST /v1/merchant/endpoints/{endpoint}/rotate."""

from litestar import Response, post
from litestar.params import FromPath

from service.flows.webhooks.own_endpoint import OfEndpoint
from service.flows.webhooks.rotate_endpoint import ROTATE_ENDPOINT
from service.http.answer import said
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.merchant.endpoint_bodies import EndpointKey


@post(
    "/endpoints/{endpoint:str}/rotate",
    operation_id="rotateEndpoint",
    status_code=201,
    tags=["webhooks"],
    opt={SCOPE: Scope.WEBHOOKS},
)
async def rotate_endpoint(
    means: TheMeans, caller: TheMerchant, key: TheKey, endpoint: FromPath[str]
) -> Response[EndpointKey]:
    """Gives an endpoint a new secret. For a day what is sent is signed with the one before too."""
    fresh = means.context.hooks().fresh(endpoint)
    rotated = await means.context.apply(
        ROTATE_ENDPOINT,
        OfEndpoint(merchant=caller.id, endpoint=endpoint),
        caller=caller.caller,
        key=key,
        ids=(fresh.sealed, fresh.public),
    )
    return Response(EndpointKey(secret=fresh.secret, endpoint=said(rotated)), status_code=201)
