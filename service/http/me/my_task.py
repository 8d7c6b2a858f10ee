"""A task as its member sees it today."""

from collections.abc import Collection
from datetime import datetime

import msgspec

from rewards.calendar import Instant
from service.http.me.progress_of import Known
from service.http.means import Means
from service.http.programme.translated import Say
from service.members.account import Account
from tasks.conditions import may_join
from tasks.days.calendar import day_of
from tasks.join import joined_at
from tasks.kinds import PHONE, Limit
from tasks.period import last_day
from tasks.progress.progress import goal_of, value
from tasks.progress.state import TaskState, state_of
from tasks.quiz.answer import tries_left
from tasks.quiz.public import public_quiz
from tasks.task import Category, TaskKind, is_open, rests
from tasks.worth import worth


class QuizQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """To be answered by the place of a choice, from 0 on."""

    text: str
    choices: tuple[str, ...]


class MyQuiz(msgspec.Struct, frozen=True, kw_only=True):
    """`pass_mark` right answers pass it; `tries_left` are those of today."""

    questions: tuple[QuizQuestion, ...]
    pass_mark: int
    tries_left: int


class MyTask(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A task of the programme, and how far the caller is with it in the `period` of today.

    seeds:     what completing it pays; `paid` what the period has paid, `reduced_by` why not more.
    done:      of `goal` days, events or, if there is a `unit`, so much of it.
    ends_on:   the last date of the period, if it begins again.
    joined_at: absent if the caller does not follow it; then `hindered_by` is the code of why it
               cannot be joined yet, if so. `missing` are tasks to complete before.
    places:    the merchants who report it; with `declared` the caller's own word is enough.
    suspended: those of the places that report nothing now. If that is everybody who could, it
               `rests`: nothing of it is counted until one of them goes on.
    """

    id: str
    title: str
    category: Category
    kind: TaskKind
    seeds: int
    open: bool
    opens_at: Instant
    state: TaskState
    period: str
    done: int
    goal: int
    closes_at: Instant | None = None
    joined_at: Instant | None = None
    ends_on: str | None = None
    unit: str | None = None
    paid: int | None = None
    reduced_by: tuple[Limit, ...] = ()
    level: str | None = None
    missing: tuple[str, ...] = ()
    hindered_by: str | None = None
    places: tuple[str, ...] = ()
    declared: bool = False
    suspended: tuple[str, ...] = ()
    rests: bool = False
    quiz: MyQuiz | None = None


def my_task(
    known: Known,
    means: Means,
    account: Account,
    now: datetime,
    say: Say,
    suspended: Collection[str],
) -> MyTask:
    """The task in the reader's words; `suspended` are merchants."""
    task, since = known.task, joined_at(account.joined, known.task.id)
    stands = known.completion is not None and known.completion.revoked_at is None
    done = value(known.progress) if known.progress else int(stands)
    hindered = None if since else _hindered(known, means)
    end = last_day(task, day_of(account.calendar, now))
    return MyTask(
        id=task.id,
        title=say(task.title),
        category=task.category,
        kind=task.kind,
        seeds=worth(task, means.programme.numbers.tasks),
        open=is_open(task, now),
        opens_at=task.opens_at,
        state=state_of(known.progress, joined=since is not None, completed=stands),
        period=known.period,
        done=done,
        goal=known.progress.goal if known.progress else goal_of(task),
        closes_at=task.closes_at,
        joined_at=since,
        ends_on=end.isoformat() if end else None,
        unit=task.unit,
        paid=known.completion.seeds if known.completion and stands else None,
        reduced_by=known.completion.reduced_by if known.completion and stands else (),
        level=task.level,
        missing=tuple(each for each in task.requires if each not in known.completed),
        hindered_by=hindered,
        places=_places(task.sources, means, say),
        declared=PHONE in task.sources,
        suspended=_places(set(task.sources) & set(suspended), means, say),
        rests=rests(task, suspended),
        quiz=_quiz(known, means, account, now, say),
    )


def _hindered(known: Known, means: Means) -> str | None:
    levels = means.programme.numbers.score.scheme.levels
    refused = may_join(known.task, score=known.score, levels=levels, completed=known.completed)
    return refused.code if refused else None


def _places(sources: Collection[str], means: Means, say: Say) -> tuple[str, ...]:
    return tuple(say(each.name) for each in means.programme.merchants if each.id in sources)


def _quiz(known: Known, means: Means, account: Account, now: datetime, say: Say) -> MyQuiz | None:
    if not known.task.questions:
        return None
    shown = public_quiz(known.task)
    today = day_of(account.calendar, now)
    return MyQuiz(
        questions=tuple(
            QuizQuestion(text=say(each.text), choices=tuple(say(one) for one in each.choices))
            for each in shown.questions
        ),
        pass_mark=shown.pass_mark,
        tries_left=tries_left(known.progress, today, means.programme.numbers.tasks),
    )
