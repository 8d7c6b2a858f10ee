"""POST /v1/merchant/holds/{hold}/refund."""

from litestar import Response, post
from litestar.params import FromPath

from service.flows.spending.hold_view import HoldView
from service.flows.spending.refund_spending import REFUND_SPENDING, RefundSpending
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post(
    "/holds/{hold:str}/refund",
    operation_id="refundHold",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.SEEDS},
)
async def refund_hold(
    means: TheMeans, caller: TheMerchant, key: TheKey, hold: FromPath[str]
) -> Response[HoldView]:
    """Gives back all that was posted; the seeds are good for a week at least."""
    body = RefundSpending(merchant=caller.id, hold=hold)
    return answer(await means.context.apply(REFUND_SPENDING, body, caller=caller.caller, key=key))
