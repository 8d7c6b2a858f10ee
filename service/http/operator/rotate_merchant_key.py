"""POST /v1/operator/merchant-keys/{key_id}/rotation."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, post
from litestar.params import FromPath, JSONBody

from rewards.calendar import Instant
from service.flows.operators.rotate_merchant_key import (
    OVERLAP_HOURS,
    OVERLAP_HOURS_MAX,
    ROTATE_MERCHANT_KEY,
    RotateMerchantKey,
)
from service.http.answer import said
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Reason, act
from service.keys.random import next_merchant_key
from service.operators.roles import Power

Overlap = Annotated[int, msgspec.Meta(ge=0, le=OVERLAP_HOURS_MAX)]


class RotationWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The old secret works for `overlap_hours` more; 0 ends it at once, e.g. because it leaked."""

    reason: Reason
    overlap_hours: Overlap = OVERLAP_HOURS


class KeyRotated(msgspec.Struct, frozen=True, kw_only=True):
    """`key` is shown this once; the one before works until before `previous_ends_at`."""

    id: str
    key: str
    previous_ends_at: Instant


@post(
    "/merchant-keys/{key_id:str}/rotation",
    operation_id="rotateMerchantKey",
    status_code=201,
    tags=["operator"],
    opt={POWER: Power.KEYS},
)
async def rotate_merchant_key(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    key_id: FromPath[str],
    data: JSONBody[RotationWanted],
) -> Response[KeyRotated]:
    """Gives a key a new secret; id, scopes and end stay."""
    fresh = next_merchant_key(key_id, test=means.programme.sandbox)
    body = RotateMerchantKey(key=key_id, overlap_hours=data.overlap_hours, reason=data.reason)
    ids = (fresh.sha256, fresh.suffix)
    rotated = said(await act(request, means, caller, key, ROTATE_MERCHANT_KEY, body, ids))
    made = KeyRotated(id=rotated.id, key=fresh.text, previous_ends_at=rotated.previous_ends_at)
    return Response(made, status_code=201)
