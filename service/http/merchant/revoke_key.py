"""POST /v1/merchant/keys/{key_id}/revoke."""

from typing import Any

from litestar import Request, Response, post
from litestar.params import FromPath, JSONBody

from service.flows.operators.revoke_merchant_key import (
    REVOKE_MERCHANT_KEY,
    MerchantKeyRevoked,
    RevokeMerchantKey,
)
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.headers import request_id
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Because


@post(
    "/keys/{key_id:str}/revoke",
    operation_id="revokeOwnKey",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.OFFICE},
)
async def revoke_own_key(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    key_id: FromPath[str],
    data: JSONBody[Because],
) -> Response[MerchantKeyRevoked]:
    """Ends one of the merchant's keys and every secret it has, the one that this call came with
    too; it opens nothing within a second."""
    body = RevokeMerchantKey(key=key_id, merchant=caller.id, reason=data.reason)
    answered = await means.context.apply(
        REVOKE_MERCHANT_KEY,
        body,
        caller=caller.caller,
        key=key,
        request=request_id(request.scope),
    )
    return answer(answered)
