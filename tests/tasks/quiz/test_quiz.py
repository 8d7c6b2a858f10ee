"""A quiz: graded here, tried a few times a day, and its answers never leave."""

from datetime import date

import msgspec
import pytest

from tasks.kinds import QUIZ, TaskKind
from tasks.progress.count import Counted, take_back
from tasks.progress.progress import award_period, begin
from tasks.progress.state import TaskState, state_of
from tasks.quiz.answer import Graded, answer_quiz
from tasks.quiz.public import public_quiz, without_answers
from tasks.quiz.question import Question
from tasks.refusals import NoQuiz, NotJoined, QuizPassed, TaskNotOpen, TooManyTries, WrongAnswers
from tests.people import ALICE, HOUR, NOON
from tests.tasks.helpers import NUMBERS, changed

TODAY, TOMORROW = date(2026, 3, 4), date(2026, 3, 5)
RIGHT = (1, 0, 2)
QUIZ_TASK = changed(
    kind=TaskKind.QUIZ,
    sources=(QUIZ,),
    pass_mark=2,
    questions=tuple(
        Question(text=f"Question {number}?", choices=("A", "B", "C"), answer=answer)
        for number, answer in enumerate(RIGHT)
    ),
)
FRESH = begin(QUIZ_TASK, account=ALICE.account, period="once")


def answered(answers, progress=FRESH, *, task=QUIZ_TASK, day=TODAY, at=NOON, joined_at=NOON):
    return answer_quiz(
        task, progress, answers, joined_at=joined_at, at=at, day=day, numbers=NUMBERS
    )


def graded(*args, **kwargs) -> Graded:
    answer = answered(*args, **kwargs)
    assert isinstance(answer, Graded)
    return answer


@pytest.mark.parametrize(
    ("answers", "right", "passes"),
    [
        (RIGHT, 3, True),
        ((1, 0, 0), 2, True),
        ((0, 0, 2), 2, True),
        ((1, 1, 1), 1, False),
        ((0, 1, 0), 0, False),
        ((9, -1, 2), 1, False),
    ],
)
def test_enough_right_answers_pass(answers, right, passes):
    answer = graded(answers)
    assert (answer.right, answer.completes, answer.progress.completed) == (right, passes, passes)
    assert answer.gained == ("2026-03-04" if passes else None)
    assert answer.tries_left == 2


def test_three_tries_a_day_and_three_more_tomorrow():
    progress = FRESH
    for left in (2, 1, 0):
        answer = graded((0, 1, 0), progress)
        assert answer.tries_left == left
        progress = answer.progress
    refusal = answered(RIGHT, progress)
    assert refusal == TooManyTries(task=QUIZ_TASK.id, tries=3, most=3)
    assert state_of(progress, joined=True) is TaskState.JOINED
    tomorrow = graded(RIGHT, progress, day=TOMORROW)
    assert tomorrow.completes
    assert (tomorrow.progress.tries, tomorrow.progress.tried_on) == (1, "2026-03-05")


def test_the_third_try_may_pass():
    progress = graded((0, 1, 0), graded((0, 1, 0)).progress).progress
    assert graded(RIGHT, progress).completes


@pytest.mark.parametrize("answers", [(), (1,), (1, 0), (1, 0, 2, 0)])
def test_each_question_is_answered_once_and_a_mistake_is_no_try(answers):
    assert answered(answers) == WrongAnswers(task=QUIZ_TASK.id, answers=len(answers), questions=3)


def test_who_may_not_answer():
    assert answered(RIGHT, task=changed()) == NoQuiz(task=QUIZ_TASK.id)
    assert answered(RIGHT, joined_at=None) == NotJoined(task=QUIZ_TASK.id)
    closed = changed(QUIZ_TASK, closes_at=NOON)
    assert isinstance(answered(RIGHT, task=closed), TaskNotOpen)
    assert graded(RIGHT, task=closed, at=NOON - HOUR).completes
    assert answered(RIGHT, graded(RIGHT).progress) == QuizPassed(task=QUIZ_TASK.id)


def test_once_revoked_it_can_be_passed_again():
    passed = graded(RIGHT).progress
    back = take_back(passed, passed.events[0].reference)
    assert isinstance(back, Counted)
    assert state_of(back.progress, joined=True) is TaskState.REVOKED
    again = graded(RIGHT, back.progress, day=TOMORROW)
    assert again.completes
    assert award_period(again.progress) == "once-r1"


def test_no_right_answer_ever_leaves():
    shown = msgspec.json.encode(public_quiz(QUIZ_TASK)).decode()
    document = msgspec.json.encode(without_answers(QUIZ_TASK)).decode()
    assert "answer" not in shown
    assert document.count('"answer":null') == document.count('"answer"') == 3
    # Whatever is right, what is shown is the same.
    other = tuple(msgspec.structs.replace(each, answer=0) for each in QUIZ_TASK.questions)
    elsewhere = changed(QUIZ_TASK, questions=other)
    assert msgspec.json.encode(public_quiz(elsewhere)).decode() == shown
    assert msgspec.json.encode(without_answers(elsewhere)).decode() == document
    assert without_answers(changed()) == changed()


def test_all_right_is_asked_where_no_mark_is_given():
    strict = changed(QUIZ_TASK, pass_mark=None)
    assert public_quiz(strict).pass_mark == 3
    assert not graded((1, 0, 0), task=strict).completes
