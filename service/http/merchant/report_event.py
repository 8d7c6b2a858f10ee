"""POST /v1/merchant/events."""

from datetime import UTC, datetime
from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from rewards.calendar import Instant
from service.clock import cut
from service.flows.complete_task import COMPLETE_TASK, CompleteTask, TaskCompleted
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.http.problems.refusals import FieldError, InvalidRequest

Id = Annotated[str, msgspec.Meta(max_length=64)]

# Outside of these years a date cannot be brought into every time zone.
YEARS = range(2000, 2200)


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
        merchant=caller.id, member=data.member, task=data.task, event_at=_whole(data.event_at)
    )
    return answer(await means.context.apply(COMPLETE_TASK, body, caller=caller.caller, key=key))


def _whole(at: datetime) -> datetime:
    """In UTC and whole milliseconds, as it will be stored. Refused for a date out of range."""
    if at.year not in YEARS:
        detail = f"Expected a date in the years {YEARS.start} to {YEARS.stop - 1}"
        raise Refused(InvalidRequest(errors=(FieldError(field="event_at", detail=detail),)))
    return cut(at.astimezone(UTC))
