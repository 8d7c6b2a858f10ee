"""POST /v1/merchant/terminals/{terminal}/close."""

from typing import Any

from litestar import Request, Response, post
from litestar.params import FromPath

from service.flows.stores.close_terminal import CLOSE_TERMINAL, CloseTerminal
from service.flows.stores.premises_view import TerminalView
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.headers import request_id
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.merchant.premises import asked_with


@post(
    "/terminals/{terminal:str}/close",
    operation_id="closeTerminal",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.OFFICE},
)
async def close_a_terminal(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    terminal: FromPath[str],
) -> Response[TerminalView]:
    """Closes a terminal until it is opened again. Keys that are for it open nothing meanwhile; what
    it has promised offline can be brought in with another key."""
    body = CloseTerminal(
        merchant=caller.id, key=caller.key, terminal=terminal, reason=asked_with(caller)
    )
    answered = await means.context.apply(
        CLOSE_TERMINAL, body, caller=caller.caller, key=key, request=request_id(request.scope)
    )
    return answer(answered)
