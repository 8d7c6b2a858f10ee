"""POST /v1/operator/events."""

from typing import Any

from litestar import Request, Response, post
from litestar.params import JSONBody

from service.flows.tasks.counted import EventCounted
from service.flows.tasks.report_event import REPORT_EVENT_BY_OPERATOR
from service.http.answer import answer
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import act
from service.http.operator.task_event import MemberEvent, operators_event
from service.operators.roles import Power


@post(
    "/events",
    operation_id="reportMemberEvent",
    status_code=200,
    tags=["operator"],
    opt={POWER: Power.TASKS},
)
async def report_member_event(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    data: JSONBody[MemberEvent],
) -> Response[EventCounted]:
    """Reports that a member did something, where nobody else can: it counts as from an operator."""
    body = operators_event(data)
    return answer(await act(request, means, caller, key, REPORT_EVENT_BY_OPERATOR, body))
