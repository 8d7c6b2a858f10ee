"""POST /v1/merchant/event-reversals."""

from litestar import Response, post
from litestar.params import JSONBody

from service.flows.tasks.reverse_event import REVERSE_EVENT, EventReversed
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.merchant.task_event import TaskEvent, source_event


@post(
    "/event-reversals",
    operation_id="reverseTaskEvent",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.TASK_EVENTS},
)
async def take_event_back(
    means: TheMeans, caller: TheMerchant, key: TheKey, data: JSONBody[TaskEvent]
) -> Response[EventReversed]:
    """Takes an event back, with the same id and time as it was reported with, or will be: it never
    counts again. What it had completed is revoked if too little is left."""
    body = source_event(caller, data)
    return answer(await means.context.apply(REVERSE_EVENT, body, caller=caller.caller, key=key))
