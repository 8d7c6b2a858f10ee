"""Whether an event counts for a task at all: who reports it, and when it happened."""

from datetime import datetime, timedelta

from rewards.refusal import Refusal
from tasks.kinds import OPERATOR, PHONE, QUIZ, Category
from tasks.numbers import TaskNumbers
from tasks.refusals import (
    EventBeforeJoining,
    EventInFuture,
    EventTooOld,
    NotDeclarable,
    NotJoined,
    ReversalTooLate,
    SourceNotCharity,
    TaskNotOpen,
    UntrustedSource,
)
from tasks.task import Task, is_open


def check_event(
    task: Task,
    *,
    joined_at: datetime | None,
    at: datetime,
    event_at: datetime,
    source: str,
    numbers: TaskNumbers,
    charities: frozenset[str] | None = None,
) -> Refusal | None:
    """Why what `source` reports at `at` (server time) does not count, None if it does.

    `charities` are the merchants marked as such; None if the caller has checked that itself.
    Refusals: UntrustedSource, NotDeclarable, SourceNotCharity, NotJoined, EventInFuture,
    EventTooOld, TaskNotOpen, EventBeforeJoining.
    """
    if not trusts(task, source):
        return _untrusted(task, source)
    if charities is not None and not _is_charitable(task, source, charities):
        return SourceNotCharity(task=task.id, source=source)
    if joined_at is None:
        return NotJoined(task=task.id)
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


def check_reversal(
    task: Task, *, at: datetime, event_at: datetime, source: str, numbers: TaskNumbers
) -> Refusal | None:
    """Why what is said to have happened at `event_at` cannot be taken back by `source`, None if it
    can. An operator takes everything back. Refusals: UntrustedSource, EventInFuture,
    ReversalTooLate."""
    if source != OPERATOR and not trusts(task, source):
        return _untrusted(task, source)
    skew = timedelta(minutes=numbers.skew_minutes_max)
    if event_at > at + skew:
        return EventInFuture(event_at=event_at, now=at, skew_minutes_max=numbers.skew_minutes_max)
    if event_at < at - timedelta(days=numbers.reversal_days_max):
        return ReversalTooLate(
            event_at=event_at, now=at, reversal_days_max=numbers.reversal_days_max
        )
    return None


def trusts(task: Task, source: str) -> bool:
    """True if `task` counts what `source` reports. An operator may report all but a quiz."""
    return source in task.sources or (source == OPERATOR and QUIZ not in task.sources)


def _untrusted(task: Task, source: str) -> UntrustedSource | NotDeclarable:
    if source == PHONE:
        return NotDeclarable(task=task.id)
    return UntrustedSource(task=task.id, source=source)


def _is_charitable(task: Task, source: str, charities: frozenset[str]) -> bool:
    charitable = source in charities or source == OPERATOR
    return task.category is not Category.CHARITY or charitable
