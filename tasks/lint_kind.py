"""Which fields a task of each kind has, and which it has not."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tasks.kinds import QUIZ, TaskKind
from tasks.quiz.question import lint_question

if TYPE_CHECKING:
    from tasks.task import Task

EVENTS_MAX = 400
"""Events that one period remembers: it bounds a document, and so what may be asked for."""

DAY_EVENTS_MAX = 4
WINDOW_DAYS_MAX = EVENTS_MAX // DAY_EVENTS_MAX
"""Events remembered of one day, and so days in the window of a task that is done on days."""

QUESTIONS_MAX = 50


def lint_kind(task: "Task") -> list[str]:
    """What is wrong with the fields of `task` for its kind, as sentences without its id."""
    rules: Mapping[str, bool] = {
        **_presence(task),
        **_counts(task),
        **_quiz(task),
    }
    found = [sentence for sentence, broken in rules.items() if broken]
    return found + [each for question in task.questions for each in lint_question(question)]


def _presence(task: "Task") -> dict[str, bool]:
    days, cumulative = task.kind is TaskKind.DAYS, task.kind is TaskKind.CUMULATIVE
    quiz = task.kind is TaskKind.QUIZ
    return {
        "days and cumulative tasks have a target, and no others": (
            (task.target is not None) != (days or cumulative)
        ),
        "it is done on days, so it says of how many days": days and task.window_days is None,
        "only days, cumulative tasks and quizzes have a window": (
            task.window_days is not None and not (days or cumulative or quiz)
        ),
        "only cumulative tasks have a unit": task.unit is not None and not cumulative,
        "quizzes have questions and a pass mark, and no others": (
            (bool(task.questions), task.pass_mark is not None) != (quiz, quiz)
        ),
    }


def _counts(task: "Task") -> dict[str, bool]:
    target = task.target or 1
    return {
        "it takes more days than there are": (
            task.kind is TaskKind.DAYS and target > (task.window_days or target)
        ),
        f"days are counted within at most {WINDOW_DAYS_MAX}": (
            task.kind is TaskKind.DAYS and (task.window_days or 0) > WINDOW_DAYS_MAX
        ),
        f"it takes more than {EVENTS_MAX} events": (
            task.kind is TaskKind.CUMULATIVE and task.unit is None and target > EVENTS_MAX
        ),
    }


def _quiz(task: "Task") -> dict[str, bool]:
    quiz = task.kind is TaskKind.QUIZ
    return {
        "a quiz is graded here, so its only source is 'quiz'": quiz and task.sources != (QUIZ,),
        "only a quiz has the source 'quiz'": not quiz and QUIZ in task.sources,
        "the pass mark is more than there are questions": (
            quiz and (task.pass_mark or 0) > len(task.questions)
        ),
        f"a quiz has at most {QUESTIONS_MAX} questions": len(task.questions) > QUESTIONS_MAX,
    }
