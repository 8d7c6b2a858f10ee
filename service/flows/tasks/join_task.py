"""A member takes on a task."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.own import active_account, own_needs
from service.flows.published import published_needs, published_value
from service.members.account import Account
from service.store.collection import Key
from service.store.path.command import Command, Emit, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, COMPLETIONS, TASK_PROGRESS
from tasks.conditions import may_join, prerequisites, stands
from tasks.find import find
from tasks.join import join, joined_at
from tasks.task import Task


class JoinTask(msgspec.Struct, frozen=True, kw_only=True):
    """Which task."""

    account: str
    task: str


class TaskJoined(msgspec.Struct, frozen=True, kw_only=True):
    """Since when the member follows the task; joining again keeps the first date."""

    task: str
    at: Instant


def needs(command: Command[JoinTask], view: View) -> Iterable[Key]:
    """The account; the published score if the task asks for a level; what has to come before."""
    yield from own_needs(command, view)
    task = find(command.programme.tasks, command.body.task)
    if isinstance(task, Refusal):
        return
    if task.level is not None:
        yield from published_needs(view, command.body.account)
    for each in prerequisites(task, command.body.account):
        yield COMPLETIONS.key(each.completion)
        yield TASK_PROGRESS.key(each.progress)


def decide(command: Command[JoinTask], view: View) -> Outcome[TaskJoined]:
    """Joined, once."""
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    task = find(command.programme.tasks, command.body.task)
    if isinstance(task, Refusal):
        return Outcome(task)
    refused = _may_join(command, view, account, task)
    if refused is not None:
        return Outcome(refused)
    numbers = command.programme.numbers.tasks
    joined = join(task, joined=account.joined, at=command.domain_at, numbers=numbers)
    if isinstance(joined, Refusal):
        return Outcome(joined)
    since = joined_at(joined, task.id) or command.domain_at
    answer = TaskJoined(task=task.id, at=since)
    if joined == account.joined:
        return Outcome(answer)
    after = msgspec.structs.replace(account, joined=joined)
    told = Emit(account=account.id, kind="task_joined", data=answer)
    return Outcome(answer, (Put(ACCOUNTS, after), told))


def _may_join(
    command: Command[JoinTask], view: View, account: Account, task: Task
) -> Refusal | None:
    if joined_at(account.joined, task.id) is not None:
        return None  # once in, nobody is put out because a score has moved
    score = published_value(command, view, account) if task.level is not None else None
    completed = frozenset(
        each.task
        for each in prerequisites(task, account.id)
        if stands(
            view.reference(TASK_PROGRESS, each.progress),
            completed=view.reference(COMPLETIONS, each.completion) is not None,
        )
    )
    levels = command.programme.numbers.score.scheme.levels
    return may_join(task, score=score, levels=levels, completed=completed)


JOIN_TASK = Rule("join_task", TaskJoined, needs, decide)
