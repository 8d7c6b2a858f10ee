"""What went wrong, as a page for whoever opened an address in a browser.

Programs get `application/problem+json` as before: a page goes only to who prefers HTML, asks by GET
and is not at an address of the API.
"""

from typing import Any

import msgspec
from litestar import Request, Response

from service.http.language import language_of
from service.http.problems.handler import handle
from service.http.problems.problem import MEDIA_TYPE, Problem
from service.http.problems.raised import Refused
from service.http.problems.refusals import InvalidRequest
from service.pages.fit import in_words
from service.pages.page import page

API = ("/v1/", "/health/", "/metrics", "/openapi")
AGAIN = frozenset({429, 500, 503})


def handle_kindly(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """The application's exception handler: the problem, or the page that says the same."""
    answer = handle(request, _in_words(request, error))
    if not _for_people(request):
        return answer
    return _page(request, msgspec.json.decode(answer.content, type=Problem), answer)


def _in_words(request: Request[Any, Any, Any], error: Exception) -> Exception:
    """What was typed on a page and does not fit is told as people are told."""
    if not isinstance(error, Refused) or request.url.path.startswith(API):
        return error
    refusal = error.refusal
    if not isinstance(refusal, InvalidRequest):
        return error
    return Refused(in_words(refusal, language_of(request)), headers=error.headers)


def _for_people(request: Request[Any, Any, Any]) -> bool:
    if request.method not in ("GET", "HEAD") or request.url.path.startswith(API):
        return False
    return request.accept.best_match([MEDIA_TYPE, "text/html"]) == "text/html"


def _page(
    request: Request[Any, Any, Any], problem: Problem, answer: Response[Any]
) -> Response[str]:
    """With the problem's headers, so that a browser too is told when to come back."""
    made = page(
        "trouble.html",
        lang=language_of(request),
        status=problem.status,
        title=problem.title,
        detail=problem.detail,
        missing=problem.status == 404,
        code=problem.status,
        again=request.url.path if problem.status in AGAIN else "",
        instance=problem.instance.rpartition(":")[2],
    )
    made.headers.update(answer.headers)
    return made
