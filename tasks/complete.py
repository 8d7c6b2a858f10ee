"""Complete: an event from a trusted source counts as a task done."""

from datetime import datetime

from rewards.ledger.ids import award_id
from rewards.refusal import Refusal
from tasks.check_event import check_event
from tasks.completion import Completion, evidence_kind
from tasks.numbers import TaskNumbers
from tasks.period import period_of
from tasks.task import Task


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
    refused = check_event(
        task, joined_at=joined_at, at=at, event_at=event_at, source=source, numbers=numbers
    )
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
