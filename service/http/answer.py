"""From what the write path answered to a response."""

from collections.abc import Callable
from typing import TypeVar

import msgspec
from litestar import Response

from rewards.refusal import Refusal
from service.http.problems.problem import REPLAYED
from service.http.problems.raised import Refused
from service.http.problems.refusals import AnswerNotRepeated
from service.store.path.command import Answered

Answer = TypeVar("Answer", bound=msgspec.Struct)
Shown = TypeVar("Shown", bound=msgspec.Struct)


def said(answered: Answered[Answer]) -> Answer:
    """The answer itself. Refused for a refusal, and for a secret that is not repeated."""
    if isinstance(answered.answer, Refusal):
        raise Refused(answered.answer, replayed=answered.replayed)
    if answered.answer is None:
        raise Refused(AnswerNotRepeated(), replayed=True)
    return answered.answer


def answer(answered: Answered[Answer], status: int = 200) -> Response[Answer]:
    """The answer with its status; a repeated one says so."""
    return answer_as(answered, lambda found: found, status)


def answer_as(
    answered: Answered[Answer], shape: Callable[[Answer], Shown], status: int = 200
) -> Response[Shown]:
    """The same in another shape than it is stored in."""
    headers = {REPLAYED: "true"} if answered.replayed else {}
    return Response(shape(said(answered)), status_code=status, headers=headers)
