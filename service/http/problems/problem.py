"""The wire shape of a problem, and the response that carries it."""

from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Response

from rewards.refusal import Refusal
from service.http.problems.table import status_of
from service.language.languages import DEFAULT, Language
from service.language.problems import retold, words_of

MEDIA_TYPE = "application/problem+json"
REPLAYED = "Idempotent-Replayed"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """`code` never changes and is what programs read; `refusal` holds the numbers behind `detail`.

    `title` and `detail` are for people, in the language that Accept-Language asks for.
    `instance` names this one occurrence, the same id as in the `X-Request-Id` header.
    """

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str
    refusal: dict[str, Any]


def problem_of(refusal: Refusal, request_id: str, language: Language = DEFAULT) -> Problem:
    """The problem that says `refusal` in a language."""
    numbers: dict[str, Any] = msgspec.to_builtins(retold(refusal, language))
    code = numbers.pop("code")
    words = words_of(refusal, language)
    return Problem(
        type=f"urn:seedbank:problem:{code}",
        title=words.title,
        status=status_of(refusal),
        detail=words.detail,
        code=code,
        instance=f"urn:uuid:{request_id}",
        refusal=numbers,
    )


def respond(
    refusal: Refusal,
    request_id: str,
    language: Language = DEFAULT,
    *,
    replayed: bool = False,
    headers: dict[str, str] | None = None,
) -> Response[bytes]:
    """The whole response. A refusal that says when to come back sets Retry-After."""
    problem = problem_of(refusal, request_id, language)
    found = dict(headers or {})
    if (wait_s := problem.refusal.get("retry_after_s")) is not None:
        found["Retry-After"] = str(wait_s)
    if problem.status == HTTPStatus.UNAUTHORIZED:
        found["WWW-Authenticate"] = 'Bearer realm="seedbank"'
    if replayed:
        found[REPLAYED] = "true"
    body = msgspec.json.encode(problem)
    return Response(body, status_code=problem.status, media_type=MEDIA_TYPE, headers=found)
