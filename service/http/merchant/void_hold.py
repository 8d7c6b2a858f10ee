"""POST /v1/merchant/holds/{hold}/void."""

from litestar import Response, post
from litestar.params import FromPath

from service.flows.spending.hold_view import HoldView
from service.flows.spending.void_spending import MERCHANT_VOIDS, MerchantVoids
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post(
    "/holds/{hold:str}/void",
    operation_id="voidHold",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.SEEDS},
)
async def void_hold(
    means: TheMeans, caller: TheMerchant, key: TheKey, hold: FromPath[str]
) -> Response[HoldView]:
    """Calls off what was set aside; the member can spend it elsewhere."""
    body = MerchantVoids(merchant=caller.id, hold=hold)
    return answer(await means.context.apply(MERCHANT_VOIDS, body, caller=caller.caller, key=key))
