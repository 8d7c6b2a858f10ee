"""POST /v1/merchant/endpoints."""

from secrets import token_hex

from litestar import Response, post
from litestar.params import JSONBody

from service.flows.webhooks.add_endpoint import ADD_ENDPOINT, AddEndpoint
from service.http.answer import said
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.merchant.endpoint_bodies import EndpointKey, EndpointWanted


@post(
    "/endpoints",
    operation_id="addEndpoint",
    status_code=201,
    tags=["webhooks"],
    opt={SCOPE: Scope.WEBHOOKS},
)
async def add_endpoint(
    means: TheMeans, caller: TheMerchant, key: TheKey, data: JSONBody[EndpointWanted]
) -> Response[EndpointKey]:
    """Names an address to be told at, from now on. The answer has the secret, this once."""
    hooks, id_ = means.context.hooks(), f"ep_{token_hex(12)}"
    fresh = hooks.fresh(id_)
    body = AddEndpoint(
        merchant=caller.id,
        url=data.url,
        subjects=tuple(sorted(set(data.subjects))),
        description=data.description,
        loopback=hooks.loopback,
    )
    made = await means.context.apply(
        ADD_ENDPOINT,
        body,
        caller=caller.caller,
        key=key,
        ids=(id_, fresh.sealed, fresh.public),
    )
    return Response(EndpointKey(secret=fresh.secret, endpoint=said(made)), status_code=201)
