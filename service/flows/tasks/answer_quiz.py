"""A member answers a quiz: graded here, and paid if enough is right."""

from collections.abc import Iterable

import msgspec

from rewards.refusal import Refusal
from service.flows.invitations.qualify_invitation import invitation_key
from service.flows.own import active_account, own_needs
from service.flows.tasks.budgets import draw_keys
from service.flows.tasks.count_in_season import gate_keys
from service.flows.tasks.known import keep_progress, known_keys, known_progress
from service.flows.tasks.pay import pay
from service.flows.tasks.streaks import settled_streak, with_days
from service.members.account import Account
from service.store.collection import Key
from service.store.path.command import Command, Effect, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS
from tasks.days.calendar import day_of
from tasks.find import find
from tasks.join import joined_at
from tasks.kinds import QUIZ, Limit
from tasks.limits.grant import Granted
from tasks.period import period_on
from tasks.progress.count import Counted
from tasks.progress.progress import begin
from tasks.quiz.answer import Graded, answer_quiz
from tasks.task import Task
from tasks.worth import worth


class AnswerQuiz(msgspec.Struct, frozen=True, kw_only=True):
    """`answers` are places of choices, from 0 on, in the order of the questions."""

    account: str
    task: str
    answers: tuple[int, ...]


class QuizGraded(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How many were right, but never which; `tries_left` are those of today."""

    task: str
    period: str
    right: int
    pass_mark: int
    passed: bool
    tries_left: int
    seeds: int = 0
    asked: int | None = None
    reduced_by: tuple[Limit, ...] = ()


def needs(command: Command[AnswerQuiz], view: View) -> Iterable[Key]:
    """The account, what is known of the period, and what a passed quiz is paid from."""
    yield from own_needs(command, view)
    yield from gate_keys(command, command.domain_at)
    task = find(command.programme.tasks, command.body.task)
    if isinstance(task, Refusal):
        return
    yield from draw_keys(command, view, task, worth(task, command.programme.numbers.tasks))
    account = view.peek(ACCOUNTS, command.body.account)
    if account is not None:
        yield from known_keys(view, task, account.id, _period(command, account, task))
        yield from invitation_key(command, account, command.domain_at)


def decide(command: Command[AnswerQuiz], view: View) -> Outcome[QuizGraded]:
    """A try, which counts whether or not it passes."""
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    task = find(command.programme.tasks, command.body.task)
    if isinstance(task, Refusal):
        return Outcome(task)
    graded = _grade(command, view, account, task)
    if isinstance(graded, Refusal):
        return Outcome(graded)
    return _write(command, view, account, task, graded)


def _period(command: Command[AnswerQuiz], account: Account, task: Task) -> str:
    return period_on(task, day_of(account.calendar, command.domain_at))


def _grade(
    command: Command[AnswerQuiz], view: View, account: Account, task: Task
) -> Graded | Refusal:
    period = _period(command, account, task)
    known = known_progress(view, task, account, period)
    return answer_quiz(
        task,
        known or begin(task, account=account.id, period=period),
        command.body.answers,
        joined_at=joined_at(account.joined, task.id),
        at=command.domain_at,
        day=day_of(account.calendar, command.domain_at),
        numbers=command.programme.numbers.tasks,
    )


def _write(
    command: Command[AnswerQuiz], view: View, account: Account, task: Task, graded: Graded
) -> Outcome[QuizGraded]:
    settled = settled_streak(command, account)
    counted = Counted(progress=graded.progress, gained=graded.gained)
    after = with_days(task, settled.account, counted)
    granted, paid = Granted(seeds=0, asked=0), tuple[Effect, ...]()
    if graded.completes:
        found = pay(command, view, after, task, graded.progress, source=QUIZ)
        if isinstance(found, Refusal):
            return Outcome(found)
        after, granted, paid = found.account, found.granted, found.effects
    return Outcome(
        _answer(graded, granted),
        (
            Put(ACCOUNTS, after),
            *keep_progress(view, task, graded.progress),
            *paid,
            *settled.effects,
        ),
    )


def _answer(graded: Graded, granted: Granted) -> QuizGraded:
    return QuizGraded(
        task=graded.progress.task,
        period=graded.progress.period,
        right=graded.right,
        pass_mark=graded.pass_mark,
        passed=graded.completes,
        tries_left=graded.tries_left,
        seeds=granted.seeds,
        asked=granted.asked if granted.reduced_by else None,
        reduced_by=granted.reduced_by,
    )


ANSWER_QUIZ = Rule("answer_quiz", QuizGraded, needs, decide)
