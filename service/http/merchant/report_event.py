"""POST /v1/merchant/events."""

from litestar import Response
from litestar.params import JSONBody

from service.flows.tasks.counted import EventCounted
from service.flows.tasks.report_event import REPORT_EVENT
from service.http.answer import answer
from service.http.asked_often import post
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.guards.standing import unless_suspended
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.merchant.task_event import TaskEvent, source_event


@post(
    "/events",
    operation_id="reportTaskEvent",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.TASK_EVENTS},
    guards=[unless_suspended],
)
async def report_event(
    means: TheMeans, caller: TheMerchant, key: TheKey, data: JSONBody[TaskEvent]
) -> Response[EventCounted]:
    """Reports that a member did something for a task; it counts once, however often it is sent."""
    body = source_event(caller, data)
    return answer(await means.context.apply(REPORT_EVENT, body, caller=caller.caller, key=key))
