"""POST /v1/merchant/stores."""

from typing import Any

import msgspec
from litestar import Request, Response, post
from litestar.params import JSONBody

from service.flows.stores.open_store import OPEN_STORE, OpenStore
from service.flows.stores.premises_view import StoreView
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.headers import request_id
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.merchant.premises import Line, Name, Word, asked_with


class StoreWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`id` is the merchant's own word for the store, by which its terminals name it."""

    id: Word
    name: Name
    address: Line = ""


@post(
    "/stores",
    operation_id="openStore",
    status_code=201,
    tags=["merchant"],
    opt={SCOPE: Scope.OFFICE},
)
async def open_a_store(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    data: JSONBody[StoreWanted],
) -> Response[StoreView]:
    """Opens a store, or a closed one again, and with it the terminals that were open in it."""
    body = OpenStore(
        merchant=caller.id,
        key=caller.key,
        store=data.id,
        name=data.name,
        address=data.address,
        reason=asked_with(caller),
    )
    answered = await means.context.apply(
        OPEN_STORE, body, caller=caller.caller, key=key, request=request_id(request.scope)
    )
    return answer(answered, 201)
