"""POST /v1/operator/merchant-keys."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, post
from litestar.params import JSONBody

from rewards.calendar import Instant
from service.flows.operators.issue_merchant_key import ISSUE_MERCHANT_KEY, IssueMerchantKey
from service.http.answer import said
from service.http.guards import TheOperator
from service.http.guards.callers import Scope
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Id, Label, Reason, act
from service.keys.random import fresh_merchant_key
from service.operators.roles import Power


class KeyWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For whom and what. Without `days` the key has no end; `label` says what it is called. With
    `terminal`, it works at that one of the merchant's alone."""

    merchant: Id
    scopes: Annotated[tuple[Scope, ...], msgspec.Meta(max_length=len(Scope))]
    reason: Reason
    label: Label = ""
    days: Annotated[int, msgspec.Meta(ge=1, le=3660)] | None = None
    terminal: Label = ""


class KeyMade(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`key` is shown this once: hand it over now. A repeated request does not show it again."""

    id: str
    key: str
    expires_at: Instant | None = None


@post(
    "/merchant-keys",
    operation_id="issueMerchantKey",
    status_code=201,
    tags=["operator"],
    opt={POWER: Power.KEYS},
)
async def issue_merchant_key(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    data: JSONBody[KeyWanted],
) -> Response[KeyMade]:
    """Gives a merchant a key: a test key in a sandbox, a live key elsewhere."""
    sandbox = means.programme.sandbox
    fresh = fresh_merchant_key(test=sandbox)
    body = IssueMerchantKey(
        merchant=data.merchant,
        scopes=tuple(sorted(set(data.scopes))),
        test=sandbox,
        label=data.label,
        terminal=data.terminal,
        days=data.days,
        reason=data.reason,
    )
    issued = said(await act(request, means, caller, key, ISSUE_MERCHANT_KEY, body, fresh.ids))
    made = KeyMade(id=issued.id, key=fresh.text, expires_at=issued.expires_at)
    return Response(made, status_code=201)
