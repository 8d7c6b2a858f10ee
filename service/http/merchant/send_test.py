"""POST /v1/merchant/endpoints/{endpoint}/test."""

from litestar import Response, post
from litestar.params import FromPath

from service.flows.webhooks.endpoint_view import DeliveryView
from service.flows.webhooks.own_endpoint import OfEndpoint
from service.flows.webhooks.send_test import TEST_ENDPOINT
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post(
    "/endpoints/{endpoint:str}/test",
    operation_id="testEndpoint",
    status_code=201,
    tags=["webhooks"],
    opt={SCOPE: Scope.WEBHOOKS},
)
async def send_test(
    means: TheMeans, caller: TheMerchant, key: TheKey, endpoint: FromPath[str]
) -> Response[DeliveryView]:
    """Sends an event of the kind `endpoint_test` within a minute; see the list of deliveries."""
    body = OfEndpoint(merchant=caller.id, endpoint=endpoint)
    answered = await means.context.apply(TEST_ENDPOINT, body, caller=caller.caller, key=key)
    return answer(answered, 201)
