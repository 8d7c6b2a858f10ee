"""Find a task by the id a caller sent."""

from collections.abc import Iterable

from tasks.refusals import TaskUnknown
from tasks.task import Task


def find(tasks: Iterable[Task], task: str) -> Task | TaskUnknown:
    """The task with this id. Ask before any id is derived from it."""
    return next((each for each in tasks if each.id == task), TaskUnknown(task=task))
