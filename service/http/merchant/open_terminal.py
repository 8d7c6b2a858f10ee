"""POST /v1/merchant/terminals."""

from typing import Any

import msgspec
from litestar import Request, Response, post
from litestar.params import JSONBody

from service.flows.stores.open_terminal import OPEN_TERMINAL, OpenTerminal
from service.flows.stores.premises_view import TerminalView
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.headers import request_id
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.merchant.premises import Line, Word, asked_with


class TerminalWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`id` is the merchant's own word for the terminal, as tills and offline passes name it."""

    id: Word
    store: Word
    name: Line = ""


@post(
    "/terminals",
    operation_id="openTerminal",
    status_code=201,
    tags=["merchant"],
    opt={SCOPE: Scope.OFFICE},
)
async def open_a_terminal(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    data: JSONBody[TerminalWanted],
) -> Response[TerminalView]:
    """Opens a terminal in an open store, or a closed one again. From the first one on, a terminal
    that is named anywhere has to be an open one of the merchant's."""
    body = OpenTerminal(
        merchant=caller.id,
        key=caller.key,
        terminal=data.id,
        store=data.store,
        name=data.name,
        reason=asked_with(caller),
    )
    answered = await means.context.apply(
        OPEN_TERMINAL, body, caller=caller.caller, key=key, request=request_id(request.scope)
    )
    return answer(answered, 201)
