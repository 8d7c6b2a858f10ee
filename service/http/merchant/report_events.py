"""POST /v1/merchant/event-batches."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from litestar import Request, post
from litestar.params import JSONBody

from rewards.perks.merchants.refusals import MerchantSuspended
from rewards.refusal import Refusal
from service.flows.tasks.counted import EventCounted
from service.flows.tasks.event import SourceEvent
from service.flows.tasks.report_event import REPORT_EVENT
from service.flows.tasks.reverse_event import REVERSE_EVENT, EventReversed
from service.http.guards import TheMerchant
from service.http.guards.callers import Merchant, Scope
from service.http.guards.guards import SCOPE
from service.http.guards.standing import suspension_of
from service.http.idempotency import TheKey
from service.http.means import Means, TheMeans
from service.http.merchant.batch import key_of, problem_in
from service.http.merchant.task_event import TaskEvent, source_event
from service.http.problems.problem import Problem
from service.store.path.command import Answered

EVENTS_MAX = 200


class BatchEvent(TaskEvent, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An event of a batch; with `reversed` it is taken back instead."""

    reversed: bool = False


Events = Annotated[tuple[BatchEvent, ...], msgspec.Meta(min_length=1, max_length=EVENTS_MAX)]


class EventBatch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a till did while it was offline, in the order in which it did it."""

    events: Events


class EventResult(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one event: `status` as if it had come alone, and one of the other three."""

    status: int
    counted: EventCounted | None = None
    reversed: EventReversed | None = None
    problem: Problem | None = None


class BatchResult(msgspec.Struct, frozen=True, kw_only=True):
    """As many results as events, in their order; `failed` of them have a problem."""

    failed: int
    results: tuple[EventResult, ...]


@post(
    "/event-batches",
    operation_id="reportTaskEvents",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.TASK_EVENTS},
)
async def report_events(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    data: JSONBody[EventBatch],
) -> BatchResult:
    """Reports events, each by itself: one that is refused stops no other. Send the whole batch
    again with the same Idempotency-Key until no result has a status from 500 on. While the
    merchant is suspended nothing is counted, and what is `reversed` is taken back as ever; the
    same batch counts the rest once the suspension is lifted."""
    suspended = await suspension_of(means, caller.id)
    bodies = [
        source_event(caller, each, f"events[{place}].event_at")
        for place, each in enumerate(data.events)
    ]
    answers = await asyncio.gather(
        *(
            _apply(means, caller, key_of(key, place), body, each.reversed, suspended)
            for place, (each, body) in enumerate(zip(data.events, bodies, strict=True))
        ),
        return_exceptions=True,
    )
    results = tuple(_result(request, each) for each in answers)
    return BatchResult(failed=sum(each.problem is not None for each in results), results=results)


async def _apply(
    means: Means,
    caller: Merchant,
    key: str,
    body: SourceEvent,
    is_reversed: bool,
    suspended: MerchantSuspended | None,
) -> Answered[EventCounted] | Answered[EventReversed] | MerchantSuspended:
    if is_reversed:
        return await means.context.apply(REVERSE_EVENT, body, caller=caller.caller, key=key)
    if suspended is not None:
        # Not stored, so that the item's key is still good once the suspension is lifted.
        return suspended
    return await means.context.apply(REPORT_EVENT, body, caller=caller.caller, key=key)


def _result(
    request: Request[Any, Any, Any], found: Answered[Any] | Refusal | BaseException
) -> EventResult:
    match found.answer if isinstance(found, Answered) else found:
        case Refusal() | BaseException() as why:
            problem = problem_in(request, why)
            return EventResult(status=problem.status, problem=problem)
        case EventReversed() as reversed_:
            return EventResult(status=HTTPStatus.OK.value, reversed=reversed_)
        case counted:
            return EventResult(status=HTTPStatus.OK.value, counted=counted)
