"""What a member can do to earn seeds."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

import msgspec

from rewards.calendar import Instant
from rewards.ledger.amount import Amount
from rewards.ledger.ids import is_part
from rewards.ledger.reverse import ReversalPolicy
from rewards.perks.perk import SCORE_FREE, Context
from tasks.kinds import APP, RESERVED, Category, Overflow, TaskKind
from tasks.lint_kind import lint_kind
from tasks.quiz.question import Question

__all__ = ["APP", "Category", "Task", "TaskKind", "is_open", "lint_task", "rests"]

Target = Annotated[int, msgspec.Meta(ge=1, le=1_000_000_000)]
Days = Annotated[int, msgspec.Meta(ge=1, le=366)]


class Task(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A task pays `seeds` per completion and counts events of its `sources` only.

    `sources` are merchant ids or one of `RESERVED`. Open from `opens_at` until before `closes_at`,
    if it ends. What each kind takes of the other fields is in `tasks.lint_kind`:

    target:      how many days, or events, or how much of `unit` in all.
    window_days: days in which to do it, then it begins again; windows follow each other from the
                 UTC date of `opens_at` on, and are dates of the member. None: one for always.
    unit:        what the amounts of events are counted in, such as `metres`; None counts events.
    questions, pass_mark: a quiz, and how many right answers pass it.
    level:       name of the lowest level of the scheme that may join; None asks for no score.
    context:     what it is about; of work, dating, housing and borders a score never decides.
    requires:    tasks to be completed before joining; they are of those with one period for always.
    campaign:    the campaign it belongs to, whose caps and budget hold too.
    budget, overflow: seeds it pays in all to everybody, and what happens at their end.
    reversal:    what is taken back, and how, when what earned it turns out not to be so.
    """

    id: str
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    category: Category
    kind: TaskKind
    seeds: Amount
    sources: tuple[str, ...]
    opens_at: Instant
    closes_at: Instant | None = None
    target: Target | None = None
    window_days: Days | None = None
    unit: Annotated[str, msgspec.Meta(min_length=1, max_length=32)] | None = None
    questions: tuple[Question, ...] = ()
    pass_mark: Annotated[int, msgspec.Meta(ge=1)] | None = None
    level: str | None = None
    requires: tuple[str, ...] = ()
    campaign: str | None = None
    budget: Amount | None = None
    overflow: Overflow = Overflow.REDUCE
    reversal: ReversalPolicy = ReversalPolicy.WITHIN_BALANCE
    context: Context = Context.EVERYDAY


def is_open(task: Task, at: datetime) -> bool:
    """True if something that happened at `at` can count."""
    return task.opens_at <= at and (task.closes_at is None or at < task.closes_at)


def rests(task: Task, suspended: Iterable[str]) -> bool:
    """Whether nothing of it is counted now, because all who are trusted to report it are merchants
    that are `suspended`."""
    return frozenset(task.sources) <= frozenset(suspended)


def lint_task(task: Task, sources: frozenset[str]) -> list[str]:
    """What is wrong with `task` by itself, as sentences; `sources` are all merchant ids.

    What is wrong between tasks, levels, charities and campaigns is in `tasks.lint_tasks`.
    """
    rules = {
        "an id is 1 to 64 letters, digits, '.', '_' or '-'": not is_part(task.id),
        "nobody is trusted to report it": not task.sources,
        f"a score never decides about {task.context}: it may name no level": (
            task.context in SCORE_FREE and task.level is not None
        ),
        "closes before it opens": task.closes_at is not None and task.closes_at <= task.opens_at,
    } | {
        f"source {source!r} is not a merchant": source not in sources | RESERVED
        for source in task.sources
    }
    found = [sentence for sentence, broken in rules.items() if broken]
    return [f"task {task.id!r}: {sentence}" for sentence in (*found, *lint_kind(task))]
