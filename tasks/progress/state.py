"""How far a member is with a task."""

import enum

from tasks.progress.progress import Progress


class TaskState(enum.StrEnum):
    """`available -> joined -> in_progress -> completed -> revoked`, and back when it is redone."""

    AVAILABLE = "available"
    JOINED = "joined"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    REVOKED = "revoked"


def state_of(progress: Progress | None, *, joined: bool, completed: bool = False) -> TaskState:
    """The state in one period. `completed`: there is a completion, and no progress was needed."""
    if progress is None:
        if completed:
            return TaskState.COMPLETED
        return TaskState.JOINED if joined else TaskState.AVAILABLE
    if progress.completed:
        return TaskState.COMPLETED
    if progress.revision:
        return TaskState.REVOKED
    if progress.events:
        return TaskState.IN_PROGRESS
    return TaskState.JOINED if joined else TaskState.AVAILABLE
