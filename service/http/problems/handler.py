"""From any exception to a problem: the only exception handler of the service."""

import logging
from collections.abc import Callable
from typing import Any

from litestar import Request, Response
from litestar.exceptions import (
    ClientException,
    HTTPException,
    MethodNotAllowedException,
    NotAuthorizedException,
    NotFoundException,
    PermissionDeniedException,
    TooManyRequestsException,
    ValidationException,
)
from litestar.exceptions.http_exceptions import RequestEntityTooLarge

from rewards.refusal import Refusal
from service.http.body import BYTES_MAX, LEVELS_MAX
from service.http.headers import request_id
from service.http.language import language_of
from service.http.problems.parameters import as_sent
from service.http.problems.problem import respond
from service.http.problems.raised import Refused
from service.http.problems.refusals import (
    BadRequest,
    BodyTooLarge,
    FieldError,
    InternalError,
    InvalidRequest,
    JsonTooDeep,
    MethodNotAllowed,
    NoSuchPath,
    NotAllowed,
    NotAuthenticated,
    StoreUnavailable,
    TooManyRequests,
)
from service.http.watched import note_refusal
from service.store.outage import is_outage

LOG = logging.getLogger("seedbank.http")


def handle(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The problem for whatever went wrong."""
    id_, language = request_id(request.scope), language_of(request)
    if isinstance(error, Refused):
        note_refusal(request.scope, error.refusal)
        refusal, replayed = error.refusal, error.replayed
        return respond(refusal, id_, language, replayed=replayed, headers=error.headers)
    refusal = refusal_of(error)
    if isinstance(refusal, InvalidRequest):
        refusal = as_sent(request, refusal)
    note_refusal(request.scope, refusal)
    if isinstance(refusal, InternalError):
        LOG.error("request failed", exc_info=error)
    return respond(refusal, id_, language, headers=_headers(refusal))


def refusal_of(error: Exception) -> Refusal:
    """What an exception is to the caller; for one that nobody expected an internal error."""
    for kind, told in KINDS:
        if isinstance(error, kind):
            return told(error)
    return StoreUnavailable() if is_outage(error) else InternalError()


def _headers(refusal: Refusal) -> dict[str, str]:
    if isinstance(refusal, MethodNotAllowed):
        return {"Allow": ", ".join(refusal.allowed)}
    return {}


def _invalid(error: Any) -> Refusal:
    extra = error.extra if isinstance(error.extra, list) else []
    errors = tuple(
        FieldError(field=str(each.get("key", "")), detail=str(each.get("message", "is not valid")))
        for each in extra
    )
    return InvalidRequest(errors=errors or (FieldError(field="", detail="It is not valid"),))


def _method(error: Any) -> Refusal:
    named = (error.headers or {}).get("allow") or (error.headers or {}).get("Allow") or ""
    return MethodNotAllowed(allowed=tuple(sorted(filter(None, named.split(", ")))))


def _other(error: Any) -> Refusal:
    return BadRequest() if error.status_code < 500 else InternalError()


# The first that fits; the framework's own words are never passed on.
KINDS: tuple[tuple[type[Exception], Callable[[Any], Refusal]], ...] = (
    (RecursionError, lambda _: JsonTooDeep(levels_max=LEVELS_MAX)),
    (ValidationException, _invalid),
    (NotFoundException, lambda _: NoSuchPath()),
    (MethodNotAllowedException, _method),
    (RequestEntityTooLarge, lambda _: BodyTooLarge(bytes_max=BYTES_MAX)),
    (NotAuthorizedException, lambda _: NotAuthenticated(caller="other")),
    (PermissionDeniedException, lambda _: NotAllowed()),
    (TooManyRequestsException, lambda _: TooManyRequests(retry_after_s=60)),
    (ClientException, lambda _: BadRequest()),
    (HTTPException, _other),
)
