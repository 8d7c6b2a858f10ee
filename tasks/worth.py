"""What a completion is worth before caps and budgets, and whether it proves anything."""

from tasks.kinds import PHONE
from tasks.numbers import TaskNumbers
from tasks.task import Task


def worth(task: Task, numbers: TaskNumbers) -> int:
    """Seeds for a completion; what a phone declares is worth a trivial number, whatever is said."""
    return min(task.seeds, numbers.trivial_seeds) if is_declared(task) else task.seeds


def is_declared(task: Task) -> bool:
    """True if a phone's word is enough. Such a task is no evidence, and no day of a streak."""
    return PHONE in task.sources
