"""Complete: an event from a trusted source counts as a task done."""

from datetime import datetime, timedelta

from rewards.ledger.ids import award_id
from rewards.refusal import Refusal
from tasks.completion import Completion, evidence_kind
from tasks.numbers import TaskNumbers
from tasks.period import period_of
from tasks.refusals import (
    EventBeforeJoining,
    EventInFuture,
    EventTooOld,
    NotJoined,
    TaskNotOpen,
    UntrustedSource,
)
from tasks.task import Task, is_open


def complete(
    task: Task,
    *,
    joined_at: datetime | None,
    account: str,
    at: datetime,
    event_at: datetime,
    zone: str,
    source: str,
    numbers: TaskNumbers,
) -> Completion | Refusal:
    """What `source` reports at `at` (server time) to have happened at `event_at`, counted.

    The period is the event's, in the member's `zone`: a late report counts for its own day. Twice
    in a period gives the same id, which the ledger books once. Refusals: UntrustedSource,
    NotJoined, EventInFuture, EventTooOld, TaskNotOpen, EventBeforeJoining, UnknownZone.
    """
    if source not in task.sources:
        return UntrustedSource(task=task.id, source=source)
    if joined_at is None:
        return NotJoined(task=task.id)
    refused = _untimely(task, joined_at=joined_at, at=at, event_at=event_at, numbers=numbers)
    if refused is not None:
        return refused
    period = period_of(task, event_at, zone)
    if isinstance(period, Refusal):
        return period
    return Completion(
        id=award_id(task=task.id, account=account, period=period),
        task=task.id,
        account=account,
        period=period,
        seeds=task.seeds,
        source=source,
        event_at=event_at,
        at=at,
        evidence=evidence_kind(task),
    )


def _untimely(
    task: Task, *, joined_at: datetime, at: datetime, event_at: datetime, numbers: TaskNumbers
) -> Refusal | None:
    skew = timedelta(minutes=numbers.skew_minutes_max)
    if event_at > at + skew:
        return EventInFuture(event_at=event_at, now=at, skew_minutes_max=numbers.skew_minutes_max)
    if event_at < at - timedelta(hours=numbers.late_hours_max):
        return EventTooOld(event_at=event_at, now=at, late_hours_max=numbers.late_hours_max)
    if not is_open(task, event_at):
        return TaskNotOpen(
            task=task.id, asked_at=event_at, opens_at=task.opens_at, closes_at=task.closes_at
        )
    if event_at < joined_at - skew:
        return EventBeforeJoining(task=task.id, event_at=event_at, joined_at=joined_at)
    return None
