"""POST /v1/merchant/stores/{store}/close."""

from typing import Any

from litestar import Request, Response, post
from litestar.params import FromPath

from service.flows.stores.close_store import CLOSE_STORE, CloseStore
from service.flows.stores.premises_view import StoreView
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.headers import request_id
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.merchant.premises import asked_with


@post(
    "/stores/{store:str}/close",
    operation_id="closeStore",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.OFFICE},
)
async def close_a_store(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    store: FromPath[str],
) -> Response[StoreView]:
    """Closes a store and every terminal in it, until it is opened again. Keys that are for one of
    these open nothing meanwhile; end the key of a device that is lost."""
    body = CloseStore(merchant=caller.id, key=caller.key, store=store, reason=asked_with(caller))
    answered = await means.context.apply(
        CLOSE_STORE, body, caller=caller.caller, key=key, request=request_id(request.scope)
    )
    return answer(answered)
