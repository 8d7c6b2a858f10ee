"""POST /v1/merchant/events."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from rewards.calendar import Instant
from service.flows.tasks.complete_task import COMPLETE_TASK, CompleteTask, TaskCompleted
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.times import whole

Id = Annotated[str, msgspec.Meta(max_length=64)]


class TaskEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`member` is the merchant's own id of the member; `event_at` is RFC 3339 with an offset."""

    member: Id
    task: Id
    event_at: Instant


@post(
    "/events",
    operation_id="reportTaskEvent",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.TASK_EVENTS},
)
async def report_event(
    means: TheMeans, caller: TheMerchant, key: TheKey, data: JSONBody[TaskEvent]
) -> Response[TaskCompleted]:
    """Reports that a member did a task here; counts once per period, however often it is sent."""
    body = CompleteTask(
        merchant=caller.id,
        member=data.member,
        task=data.task,
        event_at=whole(data.event_at, "event_at"),
    )
    return answer(await means.context.apply(COMPLETE_TASK, body, caller=caller.caller, key=key))
