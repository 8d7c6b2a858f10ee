"""POST /v1/me/evidence/{evidence}/challenge."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import FromPath, JSONBody

from service.flows.challenges.challenge_evidence import CHALLENGE_EVIDENCE, ChallengeEvidence
from service.flows.challenges.challenge_view import ChallengeView
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans

Statement = Annotated[str, msgspec.Meta(min_length=3, max_length=500)]


class Objection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is wrong, in the member's own words; its source and an operator read them, without a
    name beside them."""

    statement: Statement


@post(
    "/evidence/{evidence:str}/challenge",
    operation_id="challengeEvidence",
    status_code=201,
    tags=["score"],
)
async def challenge_my_evidence(
    means: TheMeans,
    caller: TheMember,
    key: TheKey,
    evidence: FromPath[str],
    data: JSONBody[Objection],
) -> Response[ChallengeView]:
    """Says that a piece of evidence is wrong, once. It has no effect from now on until its source
    has answered and an operator has decided; whoever of them is silent loses."""
    body = ChallengeEvidence(account=caller.account, evidence=evidence, statement=data.statement)
    applied = await means.context.apply(CHALLENGE_EVIDENCE, body, caller=caller.caller, key=key)
    return answer(applied, 201)
