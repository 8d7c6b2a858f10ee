"""POST /v1/merchant/keys."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, post
from litestar.params import JSONBody

from service.flows.operators.issue_own_key import ISSUE_OWN_KEY, IssueOwnKey
from service.http.answer import said
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.headers import request_id
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Label, Reason
from service.http.operator.issue_merchant_key import KeyMade
from service.keys.random import fresh_merchant_key


class OwnKeyWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What for, and why. `label` says what it is called; with `terminal`, it works at that one of
    the merchant's alone."""

    scopes: Annotated[tuple[Scope, ...], msgspec.Meta(max_length=len(Scope))]
    reason: Reason
    label: Label = ""
    days: Annotated[int, msgspec.Meta(ge=1, le=3660)] | None = None
    terminal: Label = ""


@post(
    "/keys",
    operation_id="issueOwnKey",
    status_code=201,
    tags=["merchant"],
    opt={SCOPE: Scope.OFFICE},
)
async def issue_own_key(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    data: JSONBody[OwnKeyWanted],
) -> Response[KeyMade]:
    """Gives the merchant another key, which may do no more than the one that this call came with,
    and ends no later."""
    fresh = fresh_merchant_key(test=means.programme.sandbox)
    body = IssueOwnKey(
        key=caller.key,
        merchant=caller.id,
        scopes=tuple(sorted(set(data.scopes))),
        label=data.label,
        terminal=data.terminal,
        days=data.days,
        reason=data.reason,
    )
    answered = await means.context.apply(
        ISSUE_OWN_KEY,
        body,
        caller=caller.caller,
        key=key,
        ids=fresh.ids,
        request=request_id(request.scope),
    )
    issued = said(answered)
    made = KeyMade(id=issued.id, key=fresh.text, expires_at=issued.expires_at)
    return Response(made, status_code=201)
