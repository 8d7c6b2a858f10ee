"""POST /v1/merchant/challenges/{challenge}/answer."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import FromPath, JSONBody

from service.flows.challenges.answer_challenge import ANSWER_CHALLENGE, AnswerChallenge
from service.flows.challenges.challenge_view import ChallengeStep
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans

Statement = Annotated[str, msgspec.Meta(min_length=3, max_length=500)]


class SourceAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether the source insists, or withdraws what it said; and why, for the member to read."""

    statement: Statement
    insists: bool


@post(
    "/challenges/{challenge:str}/answer",
    operation_id="answerChallenge",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.CHALLENGES},
)
async def answer_a_challenge(
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    challenge: FromPath[str],
    data: JSONBody[SourceAnswer],
) -> Response[ChallengeStep]:
    """Answers what a member objects to, once. Withdrawn, the evidence is gone; insisted on, an
    operator decides. Silence for 7 days withdraws it."""
    body = AnswerChallenge(
        merchant=caller.id, challenge=challenge, statement=data.statement, insists=data.insists
    )
    return answer(await means.context.apply(ANSWER_CHALLENGE, body, caller=caller.caller, key=key))
