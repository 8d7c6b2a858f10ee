"""POST /v1/operator/names/{member}/hide."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, post
from litestar.params import FromPath, JSONBody

from service.flows.operators.hide_name import HIDE_NAME, HideName, NameHidden
from service.http.answer import answer
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import Means, TheMeans
from service.http.operator.act import Reason, act
from service.live.live import Live, TheLive
from service.live.whose_key import whose_key
from service.operators.roles import Power
from service.store.schema.page import MEMBERS


class NameToHide(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why, which the member is told. With a `board`, the path names the key of a row on it."""

    reason: Reason
    board: Annotated[str, msgspec.Meta(max_length=64)] | None = None


@post(
    "/names/{member:str}/hide",
    operation_id="hideName",
    status_code=200,
    tags=["operator"],
    opt={POWER: Power.MEMBERS},
)
async def hide_a_name(
    request: Request[Any, Any, Any],
    means: TheMeans,
    live: TheLive,
    caller: TheOperator,
    key: TheKey,
    member: FromPath[str],
    data: JSONBody[NameToHide],
) -> Response[NameHidden]:
    """Hides the name of an account's member from everybody else, within a second, until they
    choose another. Who has only seen it on a board names the row's key and the board."""
    account = _account(live, data.board, member) if data.board else member
    body = HideName(member=await _member(means, account), reason=data.reason)
    return answer(await act(request, means, caller, key, HIDE_NAME, body))


def _account(live: Live, board: str, key: str) -> str:
    _model, index = live.board(board)
    return whose_key(index, key, live.feed.domain_now()) or ""


async def _member(means: Means, account: str) -> str:
    """The member's id; empty if there is none, which the rule refuses."""
    stages: list[dict[str, Any]] = [{"$match": {"account": account}}, {"$project": {"_id": 1}}]
    found = [row["_id"] async for row in means.context.store.pipeline(MEMBERS, stages)]
    return found[0] if found else ""
