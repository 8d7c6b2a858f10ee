"""POST /v1/operator/event-reversals."""

from typing import Any

from litestar import Request, Response, post
from litestar.params import JSONBody

from service.flows.tasks.reverse_event import REVERSE_EVENT_BY_OPERATOR, EventReversed
from service.http.answer import answer
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import act
from service.http.operator.task_event import WrongEvent, operators_event
from service.operators.roles import Power


@post(
    "/event-reversals",
    operation_id="reverseMemberEvent",
    status_code=200,
    tags=["operator"],
    opt={POWER: Power.TASKS},
)
async def reverse_member_event(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    data: JSONBody[WrongEvent],
) -> Response[EventReversed]:
    """Takes back what anybody reported of a member: it never counts again, and what it had
    completed is revoked if too little is left."""
    body = operators_event(data, data.source)
    return answer(await act(request, means, caller, key, REVERSE_EVENT_BY_OPERATOR, body))
