"""A member lets a task go; what has been done of it stays."""

import msgspec

from rewards.refusal import Refusal
from service.flows.own import active_account, own_needs
from service.store.path.command import Command, Emit, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS
from tasks.find import find
from tasks.join import leave


class LeaveTask(msgspec.Struct, frozen=True, kw_only=True):
    """Which task; also one that has closed, or that the programme has no more."""

    account: str
    task: str


class TaskLeft(msgspec.Struct, frozen=True, kw_only=True):
    """The task is not followed any more: what is done from now on does not count."""

    task: str


def decide(command: Command[LeaveTask], view: View) -> Outcome[TaskLeft]:
    """Left. Who joins again is as new to it, from that moment on."""
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    joined = leave(command.body.task, joined=account.joined)
    if isinstance(joined, Refusal):
        task = find(command.programme.tasks, command.body.task)
        return Outcome(task if isinstance(task, Refusal) else joined)
    answer = TaskLeft(task=command.body.task)
    after = msgspec.structs.replace(account, joined=joined)
    told = Emit(account=account.id, kind="task_left", data=answer)
    return Outcome(answer, (Put(ACCOUNTS, after), told))


LEAVE_TASK = Rule("leave_task", TaskLeft, own_needs, decide)
