"""POST /v1/operator/display-tokens/{token_id}/revocation."""

from typing import Any

from litestar import Request, Response, post
from litestar.params import FromPath, JSONBody

from service.flows.operators.revoke_display_token import (
    REVOKE_DISPLAY_TOKEN,
    DisplayTokenRevoked,
    RevokeDisplayToken,
)
from service.http.answer import answer
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Because, act
from service.operators.roles import Power


@post(
    "/display-tokens/{token_id:str}/revocation",
    operation_id="revokeDisplayToken",
    status_code=200,
    tags=["operator"],
    opt={POWER: Power.DISPLAYS},
)
async def revoke_display_token(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    token_id: FromPath[str],
    data: JSONBody[Because],
) -> Response[DisplayTokenRevoked]:
    """Ends a token; what shows its board goes dark within seconds."""
    body = RevokeDisplayToken(token=token_id, reason=data.reason)
    return answer(await act(request, means, caller, key, REVOKE_DISPLAY_TOKEN, body))
