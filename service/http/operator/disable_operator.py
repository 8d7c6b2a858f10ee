"""POST /v1/operator/operators/{operator}/deactivation."""

from typing import Any

from litestar import Request, Response, post
from litestar.params import FromPath, JSONBody

from service.flows.operators.disable_operator import (
    DISABLE_OPERATOR,
    DisableOperator,
    OperatorEnded,
)
from service.http.answer import answer
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Because, act
from service.operators.roles import Power


@post(
    "/operators/{operator:str}/deactivation",
    operation_id="disableOperator",
    status_code=200,
    tags=["operator"],
    opt={POWER: Power.OPERATORS},
)
async def disable_operator(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    operator: FromPath[str],
    data: JSONBody[Because],
) -> Response[OperatorEnded]:
    """Ends every sign-in of an operator within a second, and lets them sign in no more."""
    body = DisableOperator(operator=operator, by=caller.id, reason=data.reason)
    return answer(await act(request, means, caller, key, DISABLE_OPERATOR, body))
