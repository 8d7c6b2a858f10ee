"""What of a quiz may be shown: the only way out for a question."""

import msgspec

from tasks.task import Task


class PublicQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question to be answered by the place of a choice, from 0 on."""

    text: str
    choices: tuple[str, ...]


class PublicQuiz(msgspec.Struct, frozen=True, kw_only=True):
    """The questions in order, and how many right answers pass."""

    questions: tuple[PublicQuestion, ...]
    pass_mark: int


def public_quiz(task: Task) -> PublicQuiz:
    """The quiz of a task that is one; the right answers are not in it."""
    return PublicQuiz(
        questions=tuple(
            PublicQuestion(text=each.text, choices=each.choices) for each in task.questions
        ),
        pass_mark=task.pass_mark or len(task.questions),
    )


def without_answers(task: Task) -> Task:
    """The task as everybody may read it in the programme document."""
    if not task.questions:
        return task
    shown = tuple(msgspec.structs.replace(each, answer=None) for each in task.questions)
    return msgspec.structs.replace(task, questions=shown)
