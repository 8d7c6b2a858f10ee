"""POST /v1/operator/challenges/{challenge}/decision."""

import enum
from typing import Any

import msgspec
from litestar import Request, Response, post
from litestar.params import FromPath, JSONBody

from service.flows.challenges.challenge_view import ChallengeStep
from service.flows.challenges.decide_challenge import DECIDE_CHALLENGE, DecideChallenge
from service.http.answer import answer
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Reason, act
from service.operators.roles import Power


class Verdict(enum.StrEnum):
    """Whether the evidence stands, or is gone."""

    UPHOLD = "uphold"
    REVERSE = "reverse"


class Decision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The verdict, and why: the member reads that too."""

    verdict: Verdict
    reason: Reason


@post(
    "/challenges/{challenge:str}/decision",
    operation_id="decideChallenge",
    status_code=200,
    tags=["operator"],
    opt={POWER: Power.CHALLENGES},
)
async def decide_a_challenge(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    challenge: FromPath[str],
    data: JSONBody[Decision],
) -> Response[ChallengeStep]:
    """Decides a challenge, once and for all. After 14 days without a decision it is decided for
    the member."""
    body = DecideChallenge(
        challenge=challenge, upheld=data.verdict is Verdict.UPHOLD, reason=data.reason
    )
    return answer(await act(request, means, caller, key, DECIDE_CHALLENGE, body))
