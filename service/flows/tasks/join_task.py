"""A member takes on a task."""

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.own import active_account, own_needs
from service.store.path.command import Command, Emit, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS
from tasks.find import find
from tasks.join import join, joined_at


class JoinTask(msgspec.Struct, frozen=True, kw_only=True):
    """Which task."""

    account: str
    task: str


class TaskJoined(msgspec.Struct, frozen=True, kw_only=True):
    """Since when the member follows the task; joining again keeps the first date."""

    task: str
    at: Instant


def decide(command: Command[JoinTask], view: View) -> Outcome[TaskJoined]:
    """Joined, once."""
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    task = find(command.programme.tasks, command.body.task)
    if isinstance(task, Refusal):
        return Outcome(task)
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


JOIN_TASK = Rule("join_task", TaskJoined, own_needs, decide)
