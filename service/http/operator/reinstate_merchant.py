"""POST /v1/operator/merchants/{merchant}/reinstatement."""

from typing import Any

from litestar import Request, Response, post
from litestar.params import FromPath, JSONBody

from service.flows.merchants.reinstate_merchant import REINSTATE_MERCHANT
from service.flows.merchants.standing import OfMerchant, StandingStep
from service.http.answer import answer
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Because, act
from service.operators.roles import Power


@post(
    "/merchants/{merchant:str}/reinstatement",
    operation_id="reinstateMerchant",
    status_code=200,
    tags=["operator"],
    opt={POWER: Power.MERCHANTS},
)
async def reinstate_a_merchant(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    merchant: FromPath[str],
    data: JSONBody[Because],
) -> Response[StandingStep]:
    """Lets a suspended merchant go on, as if it had never been suspended."""
    body = OfMerchant(merchant=merchant, reason=data.reason)
    return answer(await act(request, means, caller, key, REINSTATE_MERCHANT, body))
