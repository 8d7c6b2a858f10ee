"""POST /v1/operator/access-challenges/{id}/answer."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, post
from litestar.params import FromPath, JSONBody

from service.flows.operators.answer_access_challenge import (
    ANSWER_ACCESS_CHALLENGE,
    AccessChallengeAnswered,
    AnswerAccessChallenge,
)
from service.http.answer import answer
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Reason, act
from service.operators.roles import Power


class AnswerToMember(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`answer` is what the member reads, `reason` what stands in the audit log."""

    answer: Annotated[str, msgspec.Meta(min_length=3, max_length=500)]
    reason: Reason


@post(
    "/access-challenges/{access_challenge:str}/answer",
    operation_id="answerAccessChallenge",
    status_code=200,
    tags=["operator"],
    opt={POWER: Power.MEMBERS},
)
async def answer_an_access_challenge(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    access_challenge: FromPath[str],
    data: JSONBody[AnswerToMember],
) -> Response[AccessChallengeAnswered]:
    """Answers what a member has challenged in the access log, once; the member is told."""
    body = AnswerAccessChallenge(challenge=access_challenge, answer=data.answer, reason=data.reason)
    return answer(await act(request, means, caller, key, ANSWER_ACCESS_CHALLENGE, body))
