"""Answer a quiz: graded here, a few tries a day, and told how many were right but never which."""

import itertools
from datetime import date, datetime

import msgspec

from rewards.refusal import Refusal
from tasks.kinds import QUIZ
from tasks.numbers import TaskNumbers
from tasks.progress.count import count
from tasks.progress.progress import CountedEvent, Progress
from tasks.refusals import NoQuiz, NotJoined, QuizPassed, TaskNotOpen, TooManyTries, WrongAnswers
from tasks.task import Task, is_open


class Graded(msgspec.Struct, frozen=True, kw_only=True):
    """`right` of the answers were; if that was enough, `completes`, and `gained` is the date.

    `tries_left` are those of the same date, if it was not.
    """

    progress: Progress
    right: int
    pass_mark: int
    tries_left: int
    completes: bool = False
    gained: str | None = None


def answer_quiz(
    task: Task,
    progress: Progress,
    answers: tuple[int, ...],
    *,
    joined_at: datetime | None,
    at: datetime,
    day: date,
    numbers: TaskNumbers,
) -> Graded | Refusal:
    """One try at `at` (server time), which is the member's date `day`; `answers` in order.

    Refusals, which count as no try: NoQuiz, NotJoined, TaskNotOpen, QuizPassed, WrongAnswers,
    TooManyTries.
    """
    refused = _refused(task, progress, answers, joined_at=joined_at, at=at)
    if refused is not None:
        return refused
    label = day.isoformat()
    tries = numbers.quiz_tries_max - tries_left(progress, day, numbers)
    if tries >= numbers.quiz_tries_max:
        return TooManyTries(task=task.id, tries=tries, most=numbers.quiz_tries_max)
    right = sum(
        question.answer == given for question, given in zip(task.questions, answers, strict=True)
    )
    tried = msgspec.structs.replace(progress, tries=tries + 1, tried_on=label)
    mark = task.pass_mark or len(task.questions)
    left = numbers.quiz_tries_max - tries - 1
    if right < mark:
        return Graded(progress=tried, right=right, pass_mark=mark, tries_left=left)
    return _passed(tried, right=right, mark=mark, at=at, label=label, left=left)


def tries_left(progress: Progress | None, day: date, numbers: TaskNumbers) -> int:
    """How often the quiz may still be tried on the date `day`."""
    today = progress is not None and progress.tried_on == day.isoformat()
    tries = progress.tries if progress is not None and today else 0
    return max(0, numbers.quiz_tries_max - tries)


def _refused(
    task: Task,
    progress: Progress,
    answers: tuple[int, ...],
    *,
    joined_at: datetime | None,
    at: datetime,
) -> Refusal | None:
    if not task.questions:
        return NoQuiz(task=task.id)
    if joined_at is None:
        return NotJoined(task=task.id)
    if not is_open(task, at):
        return TaskNotOpen(
            task=task.id, asked_at=at, opens_at=task.opens_at, closes_at=task.closes_at
        )
    if progress.completed:
        return QuizPassed(task=task.id)
    if len(answers) != len(task.questions):
        return WrongAnswers(task=task.id, answers=len(answers), questions=len(task.questions))
    return None


def _passed(
    tried: Progress, *, right: int, mark: int, at: datetime, label: str, left: int
) -> Graded | Refusal:
    # Once revoked it can be passed again, as an event of its own, which nobody has taken back yet.
    free = (f"{QUIZ}:{n}" for n in itertools.count() if f"{QUIZ}:{n}" not in tried.reversed)
    passed = CountedEvent(reference=next(free), at=at, day=label)
    counted = count(tried, passed)
    if isinstance(counted, Refusal):
        return counted
    return Graded(
        progress=counted.progress,
        right=right,
        pass_mark=mark,
        tries_left=left,
        completes=counted.completes,
        gained=counted.gained,
    )
