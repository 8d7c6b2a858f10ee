"""POST /v1/me/access-log/{look}/challenge."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import FromPath, JSONBody

from service.flows.membership.challenge_look import (
    CHALLENGE_LOOK,
    ChallengeLook,
    LookIsChallenged,
)
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


class WhatIsWrong(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is wrong with the look, in the member's words; an operator reads them."""

    statement: Annotated[str, msgspec.Meta(min_length=3, max_length=500)]


@post(
    "/access-log/{look:str}/challenge",
    operation_id="challengeLook",
    status_code=201,
    tags=["membership"],
)
async def challenge_a_look(
    means: TheMeans,
    caller: TheMember,
    key: TheKey,
    look: FromPath[str],
    data: JSONBody[WhatIsWrong],
) -> Response[LookIsChallenged]:
    """Challenges a look at the caller. It is open until an operator answers, which the inbox tells
    and the access log shows."""
    body = ChallengeLook(account=caller.account, look=look, statement=data.statement)
    return answer(
        await means.context.apply(CHALLENGE_LOOK, body, caller=caller.caller, key=key), 201
    )
