"""Progress: the events that count for one account, task and period.

To be stored as a guarded document of its own, under `progress_id`. A task of one event (once,
daily, weekly) needs none while its first event stands: `of_completion` makes it from the completion
when a second event or a reversal comes.
"""

from typing import Annotated

import msgspec

from rewards.calendar import Instant
from rewards.ledger.amount import Balance
from rewards.ledger.ids import award_id, part
from tasks.completion import Completion
from tasks.kinds import TaskKind
from tasks.streak.streak import Day
from tasks.task import Task

Amount = Annotated[int, msgspec.Meta(ge=1, le=1_000_000_000)]


class CountedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event that stands: its `reference`, when it happened, and the member's date of that."""

    reference: str
    at: Instant
    day: Day
    amount: Amount = 1


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """`events` stand and `reversed` references never count, both ordered by reference.

    goal:      what makes it complete, as it was when the period began.
    completed: the goal is reached. revision: how often a completion has been revoked.
    tries:     times that a quiz was answered on the date `tried_on`.
    kept:      seeds of revoked completions that could not be taken back: the next one pays so much
               less, so that nobody is paid twice.

    Equal sets of events make equal values, whatever came first. `revision` tells how often the goal
    was reached and lost on the way; seeds are the same, since each award of it but the last is
    taken back, or counts towards the next.
    """

    id: str
    task: str
    account: str
    period: str
    goal: Amount
    counts: TaskKind
    amounts: bool = False
    events: tuple[CountedEvent, ...] = ()
    reversed: tuple[str, ...] = ()
    completed: bool = False
    revision: Annotated[int, msgspec.Meta(ge=0)] = 0
    tries: Annotated[int, msgspec.Meta(ge=0)] = 0
    tried_on: Day | None = None
    kept: Balance = 0
    version: int = 1


def progress_id(*, task: str, account: str, period: str) -> str:
    """`progress:<task>:<account>:<period>`."""
    return f"progress:{part(task)}:{part(account)}:{part(period)}"


def begin(task: Task, *, account: str, period: str) -> Progress:
    """Nothing done yet in `period`."""
    return Progress(
        id=progress_id(task=task.id, account=account, period=period),
        task=task.id,
        account=account,
        period=period,
        goal=goal_of(task),
        counts=task.kind,
        amounts=task.unit is not None,
    )


def is_single(task: Task) -> bool:
    """True if one event completes a period, which then needs no document of its own."""
    return task.kind in (TaskKind.ONCE, TaskKind.DAILY, TaskKind.WEEKLY)


def of_completion(task: Task, completion: Completion, *, day: Day) -> Progress:
    """The progress that one event, of the member's date `day`, made by the completion it led to."""
    return msgspec.structs.replace(
        begin(task, account=completion.account, period=completion.period),
        # One was enough then, whatever the programme asks for by now.
        goal=1,
        events=(CountedEvent(reference=completion.reference, at=completion.event_at, day=day),),
        completed=True,
    )


def value(progress: Progress) -> int:
    """How much of the goal is done: days, events, or what they amount to. It may be more."""
    if progress.counts is TaskKind.DAYS:
        return len({event.day for event in progress.events})
    if progress.amounts:
        return sum(event.amount for event in progress.events)
    return len(progress.events)


def award_period(progress: Progress) -> str:
    """The period in the id of the award: once revoked, the next completion has one of its own.

    A transfer is reversed once and for all, so what is completed again is another award:
    `2026-03-04`, then `2026-03-04-r1`.
    """
    return f"{progress.period}-r{progress.revision}" if progress.revision else progress.period


def completion_id(progress: Progress) -> str:
    """The id of the completion that the progress has, or will have."""
    period = award_period(progress)
    return award_id(task=progress.task, account=progress.account, period=period)


def goal_of(task: Task) -> int:
    """What completes a period that begins now."""
    return 1 if task.kind is TaskKind.QUIZ else task.target or 1
