"""Who may join a task: by level, and by what they have completed. Asked when joining, never after.

So nobody loses a task that they follow because a score has moved, and no merchant, who reports what
was done, ever learns from the answer where a score stands.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rewards.ledger.ids import award_id
from rewards.score.level import find_level
from rewards.score.scheme import Level
from tasks.period import ALWAYS
from tasks.progress.progress import Progress, progress_id
from tasks.refusals import LevelTooLow, NoPublishedScore, TasksMissing
from tasks.task import Task


class Prerequisite(NamedTuple):
    """Where it says whether `task` has been completed: ids of two documents that may be missing."""

    task: str
    completion: str
    progress: str


def prerequisites(task: Task, account: str) -> tuple[Prerequisite, ...]:
    """What to load before asking `may_join`; the completion stands if `stands` says so."""
    return tuple(
        Prerequisite(
            task=each,
            completion=award_id(task=each, account=account, period=ALWAYS),
            progress=progress_id(task=each, account=account, period=ALWAYS),
        )
        for each in task.requires
    )


def stands(progress: Progress | None, *, completed: bool) -> bool:
    """True if a task is completed now. `completed`: the completion is there, maybe revoked since.

    Whatever revokes a completion writes its progress, so without one it has never been revoked.
    """
    return progress.completed if progress is not None else completed


def may_join(
    task: Task, *, score: int | None, levels: Sequence[Level], completed: frozenset[str]
) -> LevelTooLow | NoPublishedScore | TasksMissing | None:
    """Why a member may not join `task` yet, None if they may.

    `score` is the latest published one, None if there is none; `completed` are those of
    `task.requires` whose completion stands.
    """
    if task.level is not None:
        level = find_level(task.level, levels)
        # The lowest level holds everybody who has joined the programme.
        if score is None and level.at_least > min(each.at_least for each in levels):
            return NoPublishedScore(task=task.id, level=level.name)
        if score is not None and score < level.at_least:
            return LevelTooLow(task=task.id, level=level.name, at_least=level.at_least)
    missing = tuple(each for each in task.requires if each not in completed)
    return TasksMissing(task=task.id, missing=missing) if missing else None
