"""POST /v1/operator/merchants/{merchant}/suspension."""

from typing import Any

from litestar import Request, Response, post
from litestar.params import FromPath, JSONBody

from service.flows.merchants.standing import OfMerchant, StandingStep
from service.flows.merchants.suspend_merchant import SUSPEND_MERCHANT
from service.http.answer import answer
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Because, act
from service.operators.roles import Power


@post(
    "/merchants/{merchant:str}/suspension",
    operation_id="suspendMerchant",
    status_code=200,
    tags=["operator"],
    opt={POWER: Power.MERCHANTS},
)
async def suspend_a_merchant(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    merchant: FromPath[str],
    data: JSONBody[Because],
) -> Response[StandingStep]:
    """Suspends a merchant within a second: no check, rental, sale or report begins there any more,
    and members open no pass for it. What has begun can be ended. The merchant reads the reason."""
    body = OfMerchant(merchant=merchant, reason=data.reason)
    return answer(await act(request, means, caller, key, SUSPEND_MERCHANT, body))
