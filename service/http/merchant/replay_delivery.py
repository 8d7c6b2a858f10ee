"""POST /v1/merchant/endpoints/{endpoint}/deliveries/{delivery}/replay."""

from litestar import Response, post
from litestar.params import FromPath

from service.flows.webhooks.endpoint_view import DeliveryView
from service.flows.webhooks.replay_delivery import REPLAY_DELIVERY, ReplayDelivery
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post(
    "/endpoints/{endpoint:str}/deliveries/{delivery:str}/replay",
    operation_id="replayDelivery",
    status_code=200,
    tags=["webhooks"],
    opt={SCOPE: Scope.WEBHOOKS},
)
async def replay_delivery(
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    endpoint: FromPath[str],
    delivery: FromPath[str],
) -> Response[DeliveryView]:
    """Has a delivery sent once more, with its own id: one that was given up, or one that the
    receiver has lost."""
    body = ReplayDelivery(merchant=caller.id, endpoint=endpoint, delivery=delivery)
    return answer(await means.context.apply(REPLAY_DELIVERY, body, caller=caller.caller, key=key))
