"""Join and leave: which tasks a member follows."""

from datetime import datetime

import msgspec

from rewards.calendar import Instant
from tasks.numbers import TaskNumbers
from tasks.refusals import NotJoined, TaskNotOpen, TooManyTasks
from tasks.task import Task, is_open


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """A member follows `task` since `at`; stored in the account."""

    task: str
    at: Instant


def joined_at(joined: tuple[Joined, ...], task: str) -> datetime | None:
    """Since when `task` is followed, None if it is not."""
    return next((each.at for each in joined if each.task == task), None)


def join(
    task: Task, *, joined: tuple[Joined, ...], at: datetime, numbers: TaskNumbers
) -> tuple[Joined, ...] | TaskNotOpen | TooManyTasks:
    """What is followed after joining `task`. Joining again changes nothing, not even the date."""
    if joined_at(joined, task.id) is not None:
        return joined
    if not is_open(task, at):
        return TaskNotOpen(
            task=task.id, asked_at=at, opens_at=task.opens_at, closes_at=task.closes_at
        )
    if len(joined) >= numbers.joined_max:
        return TooManyTasks(joined=len(joined), most=numbers.joined_max)
    return (*joined, Joined(task=task.id, at=at))


def leave(task: str, *, joined: tuple[Joined, ...]) -> tuple[Joined, ...] | NotJoined:
    """What is followed after leaving `task`; needs no task document, so closed ones can be left."""
    if joined_at(joined, task) is None:
        return NotJoined(task=task)
    return tuple(each for each in joined if each.task != task)
