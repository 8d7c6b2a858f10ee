"""POST /v1/me/tasks/{task}/answers."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import FromPath, JSONBody

from service.flows.tasks.answer_quiz import ANSWER_QUIZ, AnswerQuiz, QuizGraded
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from tasks.lint_kind import QUESTIONS_MAX
from tasks.quiz.question import CHOICES_MAX

Choice = Annotated[int, msgspec.Meta(ge=0, lt=CHOICES_MAX)]
Choices = Annotated[tuple[Choice, ...], msgspec.Meta(min_length=1, max_length=QUESTIONS_MAX)]


class QuizAnswers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The place of the choice taken, from 0 on, for each question in order."""

    answers: Choices


@post("/tasks/{task:str}/answers", operation_id="answerQuiz", status_code=200, tags=["tasks"])
async def answer_a_quiz(
    means: TheMeans,
    caller: TheMember,
    key: TheKey,
    task: FromPath[str],
    data: JSONBody[QuizAnswers],
) -> Response[QuizGraded]:
    """Answers a quiz, which is graded at once: how many were right, and never which."""
    body = AnswerQuiz(account=caller.account, task=task, answers=data.answers)
    return answer(await means.context.apply(ANSWER_QUIZ, body, caller=caller.caller, key=key))
