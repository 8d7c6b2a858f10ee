"""What a source, or the member, is told once something has counted for a task."""

import msgspec

from service.flows.tasks.known import completion_of
from service.members.account import Account
from service.store.path.command import Emit
from service.store.path.state import View
from tasks.kinds import Limit
from tasks.limits.grant import Granted
from tasks.progress.progress import Progress, value
from tasks.progress.state import TaskState, state_of


class EventCounted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How far the member is with the task in `period`: `done` of `goal` days, events or units.

    seeds:      what completing the period has made ripe; 0 until it is completed.
    already:    nothing new is paid: this event, or the whole period, had been counted before.
    asked:      what it would have been but for a cap or a budget; `reduced_by` says for which.
    """

    task: str
    period: str
    state: TaskState
    done: int
    goal: int
    seeds: int
    already: bool
    asked: int | None = None
    reduced_by: tuple[Limit, ...] = ()


def known_answer(view: View, progress: Progress, *, already: bool) -> EventCounted:
    """What stands, where nothing new is paid."""
    completion = completion_of(view, progress) if progress.completed else None
    return EventCounted(
        task=progress.task,
        period=progress.period,
        state=state_of(progress, joined=True),
        done=value(progress),
        goal=progress.goal,
        seeds=completion.seeds if completion else 0,
        already=already,
        reduced_by=completion.reduced_by if completion else (),
    )


def paid_answer(progress: Progress, granted: Granted) -> EventCounted:
    """What has just been paid."""
    return EventCounted(
        task=progress.task,
        period=progress.period,
        state=state_of(progress, joined=True),
        done=value(progress),
        goal=progress.goal,
        seeds=granted.seeds,
        already=False,
        asked=granted.asked if granted.reduced_by else None,
        reduced_by=granted.reduced_by,
    )


def progressed(account: Account, answer: EventCounted) -> Emit:
    """The event of an account that has come further with a task, or fallen back."""
    return Emit(account=account.id, kind="task_progressed", data=answer)
