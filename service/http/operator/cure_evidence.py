"""POST /v1/operator/evidence/{evidence}/cure."""

from typing import Any

from litestar import Request, Response, post
from litestar.params import FromPath, JSONBody

from service.flows.challenges.cure_evidence import OPERATOR_CURES, EvidenceCured, OperatorCures
from service.http.answer import answer
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Because, act
from service.operators.roles import Power


@post(
    "/evidence/{evidence:str}/cure",
    operation_id="cureMemberEvidence",
    status_code=200,
    tags=["operator"],
    opt={POWER: Power.CHALLENGES},
)
async def cure_member_evidence(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    evidence: FromPath[str],
    data: JSONBody[Because],
) -> Response[EvidenceCured]:
    """Says that a broken promise was made good, for a source that cannot or will not."""
    body = OperatorCures(evidence=evidence, reason=data.reason)
    return answer(await act(request, means, caller, key, OPERATOR_CURES, body))
