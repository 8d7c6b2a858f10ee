"""Batches: each item is answered by itself, and one that is refused stops no other."""

import logging
from typing import Any

from litestar import Request

from rewards.refusal import Refusal
from service.http.headers import request_id
from service.http.language import language_of
from service.http.problems.handler import refusal_of
from service.http.problems.problem import Problem, problem_of
from service.http.problems.refusals import InternalError

LOG = logging.getLogger("seedbank.http")


def key_of(key: str, place: int) -> str:
    """The key of an item. No key that a caller sends has a space in it."""
    return f"{key} {place}"


def problem_in(request: Request[Any, Any, Any], why: Refusal | BaseException) -> Problem:
    """What is wrong with one item, as if it had come alone. What is no Exception goes on."""
    refusal = why if isinstance(why, Refusal) else _refusal(why)
    return problem_of(refusal, request_id(request.scope), language_of(request))


def _refusal(error: BaseException) -> Refusal:
    if not isinstance(error, Exception):
        raise error
    refusal = refusal_of(error)
    if isinstance(refusal, InternalError):
        LOG.error("an item of a batch failed", exc_info=error)
    return refusal
