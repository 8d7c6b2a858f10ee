"""POST /v1/me/tasks/{task}/declarations."""

import msgspec
from litestar import Response, post
from litestar.params import FromPath, JSONBody

from rewards.calendar import Instant
from service.flows.tasks.counted import EventCounted
from service.flows.tasks.event import SourceEvent
from service.flows.tasks.report_event import REPORT_EVENT
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.merchant.task_event import EventAmount, EventId
from service.http.times import whole
from tasks.kinds import PHONE


class Declaration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the member says to have done, and when; `event` is the app's own id of it."""

    event: EventId
    event_at: Instant
    amount: EventAmount = 1


@post(
    "/tasks/{task:str}/declarations",
    operation_id="declareTask",
    status_code=200,
    tags=["tasks"],
)
async def declare_a_task(
    means: TheMeans,
    caller: TheMember,
    key: TheKey,
    task: FromPath[str],
    data: JSONBody[Declaration],
) -> Response[EventCounted]:
    """Counts what the member says to have done, for tasks that take a phone's word. They pay next
    to nothing, and count neither for a score nor for a streak."""
    body = SourceEvent(
        source=PHONE,
        member=caller.account,
        task=task,
        event=data.event,
        event_at=whole(data.event_at, "event_at"),
        amount=data.amount,
    )
    return answer(await means.context.apply(REPORT_EVENT, body, caller=caller.caller, key=key))
