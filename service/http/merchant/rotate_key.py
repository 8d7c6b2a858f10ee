"""POST /v1/merchant/key/rotation."""

from typing import Any

import msgspec
from litestar import Request, Response, post
from litestar.params import JSONBody

from service.flows.operators.rotate_merchant_key import (
    OVERLAP_HOURS,
    ROTATE_MERCHANT_KEY,
    RotateMerchantKey,
)
from service.http.answer import said
from service.http.guards import TheMerchant
from service.http.guards.authenticate import bearer
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.headers import request_id
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.rotate_merchant_key import KeyRotated, Overlap
from service.keys.random import next_merchant_key, read_merchant_key, secret_sha256

REASON = "asked for by the merchant with the key itself"


class OwnRotation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The secret that this call came with works for `overlap_hours` more, at most; 0 ends it."""

    overlap_hours: Overlap = OVERLAP_HOURS


@post(
    "/key/rotation",
    operation_id="rotateOwnKey",
    status_code=201,
    tags=["merchant"],
    opt={SCOPE: Scope.KEY_ROTATION},
)
async def rotate_own_key(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    data: JSONBody[OwnRotation],
) -> Response[KeyRotated]:
    """Gives the key that this call came with a new secret.

    If the reply got lost, ask again with the same key and a new Idempotency-Key, while it works.
    """
    shown = read_merchant_key(bearer(request))
    fresh = next_merchant_key(caller.key, test=means.programme.sandbox)
    body = RotateMerchantKey(
        key=caller.key,
        merchant=caller.id,
        overlap_hours=data.overlap_hours,
        shown_sha256=secret_sha256(shown) if shown else None,
        reason=REASON,
    )
    answered = await means.context.apply(
        ROTATE_MERCHANT_KEY,
        body,
        caller=caller.caller,
        key=key,
        ids=(fresh.sha256, fresh.suffix),
        request=request_id(request.scope),
    )
    rotated = said(answered)
    made = KeyRotated(id=rotated.id, key=fresh.text, previous_ends_at=rotated.previous_ends_at)
    return Response(made, status_code=201)
