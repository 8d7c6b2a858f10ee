"""What a completion asks for, before caps and budgets."""

from tasks.numbers import TaskNumbers
from tasks.progress.progress import Progress
from tasks.task import Task
from tasks.worth import worth


def owed(task: Task, progress: Progress, numbers: TaskNumbers) -> int:
    """Seeds for completing `progress`; what was kept of an earlier completion of it is paid."""
    return max(0, worth(task, numbers) - progress.kept)
