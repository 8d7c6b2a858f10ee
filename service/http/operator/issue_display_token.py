"""POST /v1/operator/display-tokens."""

from typing import Any

import msgspec
from litestar import Request, Response, post
from litestar.params import JSONBody

from service.flows.operators.issue_display_token import ISSUE_DISPLAY_TOKEN, IssueDisplayToken
from service.http.answer import said
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Id, Label, Reason, act
from service.keys.random import fresh_display_token
from service.operators.roles import Power


class DisplayTokenWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For which board; `label` says where the screen stands."""

    board: Id
    reason: Reason
    label: Label = ""


class DisplayTokenMade(msgspec.Struct, frozen=True, kw_only=True):
    """`token` is shown this once: type it into the screen now."""

    id: str
    token: str


@post(
    "/display-tokens",
    operation_id="issueDisplayToken",
    status_code=201,
    tags=["operator"],
    opt={POWER: Power.DISPLAYS},
)
async def issue_display_token(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    data: JSONBody[DisplayTokenWanted],
) -> Response[DisplayTokenMade]:
    """Lets one screen show one board."""
    fresh = fresh_display_token()
    body = IssueDisplayToken(board=data.board, label=data.label, reason=data.reason)
    issued = said(await act(request, means, caller, key, ISSUE_DISPLAY_TOKEN, body, fresh.ids))
    return Response(DisplayTokenMade(id=issued.id, token=fresh.text), status_code=201)
