"""Report: an event as its source tells it, checked, dated and counted; and the same taken back."""

from datetime import date, datetime

import msgspec

from rewards.calendar import Instant
from rewards.ledger.ids import award_id
from rewards.refusal import Refusal
from tasks.check_event import check_event
from tasks.completion import Completion, evidence_kind
from tasks.days.calendar import Calendar, day_of
from tasks.limits.grant import Granted
from tasks.numbers import TaskNumbers
from tasks.period import period_on
from tasks.progress.count import Counted, count, take_back
from tasks.progress.progress import CountedEvent, Progress, award_period, begin
from tasks.task import Task


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is the source's own id of what happened at `event_at`, the same whenever it is sent.

    `amount` is in the task's unit, and of no meaning for a task that has none.
    """

    id: str
    source: str
    event_at: Instant
    amount: int = 1


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an event belongs: the member's date it happened on, and the task's period."""

    day: date
    period: str


def reference(event: Event) -> str:
    """What tells an event from all others: ids of different sources never meet."""
    return f"{event.source}:{event.id}"


def place(task: Task, event: Event, calendar: Calendar) -> Place:
    """Where `event` belongs, whenever it is reported; it names the progress to load."""
    day = day_of(calendar, event.event_at)
    return Place(day=day, period=period_on(task, day))


def report(
    task: Task,
    progress: Progress | None,
    event: Event,
    *,
    account: str,
    joined_at: datetime | None,
    at: datetime,
    calendar: Calendar,
    numbers: TaskNumbers,
    charities: frozenset[str],
) -> Counted | Refusal:
    """`event`, reported at `at` (server time), counted; `progress` is that of its place.

    Refusals: those of `check_event`, then DifferentEvent and TooManyEvents.
    """
    refused = check_event(
        task,
        joined_at=joined_at,
        at=at,
        event_at=event.event_at,
        source=event.source,
        numbers=numbers,
        charities=charities,
    )
    if refused is not None:
        return refused
    where = place(task, event, calendar)
    begun = progress or begin(task, account=account, period=where.period)
    amount = event.amount if begun.amounts else 1
    return count(
        begun,
        CountedEvent(
            reference=reference(event),
            at=event.event_at,
            day=where.day.isoformat(),
            amount=amount,
        ),
    )


def reverse_event(
    task: Task, progress: Progress | None, event: Event, *, account: str, calendar: Calendar
) -> Counted | Refusal:
    """`event`, which its own source says did not happen, taken back; even before it is reported.

    The same `event_at` as in the report names the place. Refusals: TooManyEvents.
    """
    where = place(task, event, calendar)
    begun = progress or begin(task, account=account, period=where.period)
    return take_back(begun, reference(event))


def completion_of(
    task: Task,
    progress: Progress,
    *,
    source: str,
    granted: Granted,
    at: datetime,
    budgets: tuple[str, ...] = (),
) -> Completion:
    """The completion of `progress`, which has just been reached by what `source` reported.

    It is dated by the last of its events, whichever of them was reported last.
    """
    period = award_period(progress)
    last = max(progress.events, key=lambda event: (event.at, event.reference))
    return Completion(
        id=award_id(task=task.id, account=progress.account, period=period),
        task=task.id,
        account=progress.account,
        period=period,
        seeds=granted.seeds,
        source=source,
        reference=last.reference,
        event_at=last.at,
        at=at,
        evidence=evidence_kind(task),
        campaign=task.campaign,
        reduced_by=granted.reduced_by,
        budgets=budgets if granted.seeds else (),
    )
