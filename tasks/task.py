"""What a member can do to earn seeds."""

import enum
from datetime import datetime
from typing import Annotated

import msgspec

from rewards.calendar import Instant
from rewards.ledger.amount import Amount
from rewards.ledger.ids import is_part

APP = "app"
"""The source that is the programme's own backend; no merchant may have this id."""


class Category(enum.StrEnum):
    """What a task is about. Charity counts more in a score and is paid the same."""

    EVERYDAY = "everyday"
    CHARITY = "charity"
    LEARNING = "learning"
    PARTNER = "partner"
    PLAY = "play"


class TaskKind(enum.StrEnum):
    """How often a task can be completed: in all, per calendar day, per ISO week."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"


class Task(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A task pays `seeds` per completion and counts events of its `sources` only.

    `sources` are merchant ids or `APP`. Open from `opens_at` until before `closes_at`, if it ends.
    """

    id: str
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    category: Category
    kind: TaskKind
    seeds: Amount
    sources: tuple[str, ...]
    opens_at: Instant
    closes_at: Instant | None = None


def is_open(task: Task, at: datetime) -> bool:
    """True if something that happened at `at` can count."""
    return task.opens_at <= at and (task.closes_at is None or at < task.closes_at)


def lint_task(task: Task, sources: frozenset[str]) -> list[str]:
    """What is wrong with `task`, as sentences; `sources` are all merchant ids and `APP`."""
    found = []
    if not is_part(task.id):
        found.append(f"task {task.id!r}: an id is 1 to 64 letters, digits, '.', '_' or '-'")
    if not task.sources:
        found.append(f"task {task.id!r}: nobody is trusted to report it")
    found += [
        f"task {task.id!r}: source {source!r} is not a merchant"
        for source in task.sources
        if source not in sources
    ]
    if task.closes_at is not None and task.closes_at <= task.opens_at:
        found.append(f"task {task.id!r}: closes before it opens")
    return found
