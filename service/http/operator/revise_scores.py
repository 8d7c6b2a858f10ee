"""POST /v1/operator/publications/{cycle}/revisions."""

from typing import Any

from litestar import Request, Response, post
from litestar.params import FromPath, JSONBody

from service.flows.operators.revise_scores import REVISE_SCORES, ReviseScores, RevisionWanted
from service.http.answer import answer
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Because, act
from service.operators.roles import Power


@post(
    "/publications/{cycle:str}/revisions",
    operation_id="reviseScores",
    status_code=201,
    tags=["operator"],
    opt={POWER: Power.SCORES},
)
async def revise_scores(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    cycle: FromPath[str],
    data: JSONBody[Because],
) -> Response[RevisionWanted]:
    """Has the latest cycle worked out again for everybody, with the same cut-off and with evidence
    as it stands now. Everybody reads the reason, and whoever's score changes is told."""
    body = ReviseScores(cycle=cycle, reason=data.reason)
    return answer(await act(request, means, caller, key, REVISE_SCORES, body), 201)
