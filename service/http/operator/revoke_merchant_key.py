"""POST /v1/operator/merchant-keys/{key_id}/revocation."""

from typing import Any

from litestar import Request, Response, post
from litestar.params import FromPath, JSONBody

from service.flows.operators.revoke_merchant_key import (
    REVOKE_MERCHANT_KEY,
    MerchantKeyRevoked,
    RevokeMerchantKey,
)
from service.http.answer import answer
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Because, act
from service.operators.roles import Power


@post(
    "/merchant-keys/{key_id:str}/revocation",
    operation_id="revokeMerchantKey",
    status_code=200,
    tags=["operator"],
    opt={POWER: Power.KEYS},
)
async def revoke_merchant_key(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    key_id: FromPath[str],
    data: JSONBody[Because],
) -> Response[MerchantKeyRevoked]:
    """Ends a key and every secret it has; it opens nothing within a second."""
    body = RevokeMerchantKey(key=key_id, reason=data.reason)
    return answer(await act(request, means, caller, key, REVOKE_MERCHANT_KEY, body))
