"""POST /v1/operator/sign-out."""

from typing import Any

from litestar import Request, Response, post

from service.flows.operators.sign_out_operator import (
    SIGN_OUT_OPERATOR,
    OperatorSignedOut,
    SignOutOperator,
)
from service.http.answer import answer
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import act


@post(
    "/sign-out",
    operation_id="signOutOperator",
    status_code=200,
    tags=["operator"],
    opt={POWER: None},
)
async def sign_out_operator(
    request: Request[Any, Any, Any], means: TheMeans, caller: TheOperator, key: TheKey
) -> Response[OperatorSignedOut]:
    """Ends this sign-in; its token opens nothing within a second."""
    body = SignOutOperator(operator=caller.id, session=caller.session)
    return answer(await act(request, means, caller, key, SIGN_OUT_OPERATOR, body))
