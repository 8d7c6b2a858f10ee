"""The application as it is watched: one line of log and one count for each request.

A request's time runs from its arrival to the first byte of its answer, so that a stream that stays
open for hours counts like any other. Nothing of a path, a query, a body, a header or an address is
looked at: the route's template, the method and the status say which door it was and how it went.
"""

from time import perf_counter
from typing import Any

import structlog
from litestar import Litestar, Request
from litestar.types import (
    LifeSpanReceive,
    LifeSpanScope,
    LifeSpanSend,
    Message,
    Receive,
    Scope,
    Send,
)

from rewards.refusal import Refusal
from service.http.headers import request_id
from service.http.heads import head_refused
from service.http.problems.raised import Refused
from service.logs.current import begin_request, end_request
from service.metrics import http

LOG = structlog.get_logger()

UNKNOWN = "unknown"
REFUSAL = "seedbank.refusal"
CALLER = "seedbank.caller"
_STARTED = "seedbank.started"
_REPLAYED = (b"idempotent-replayed", b"true")
# Asked every few seconds by machines, or once per picture of a page.
QUIET = ("/health/", "/static/")


class Watched(Litestar):
    """Knows while a request is answered that it is that one."""

    async def __call__(
        self,
        scope: Scope | LifeSpanScope,
        receive: Receive | LifeSpanReceive,
        send: Send | LifeSpanSend,
    ) -> None:
        """Answers one request, or lives through the life of the server."""
        if scope["type"] == "lifespan":
            await super().__call__(scope, receive, send)
            return
        scope.setdefault("state", {})[_STARTED] = perf_counter()
        token = begin_request(lambda: request_id(scope))
        try:
            refusal = head_refused(scope)
            if refusal is None:
                await super().__call__(scope, receive, send)
            else:
                await self._refuse(refusal, scope, receive, send)
        finally:
            end_request(token)

    async def _refuse(self, refusal: Refusal, scope: Any, receive: Any, send: Any) -> None:
        """Answers before any door is looked for, in the form of any other refusal."""

        async def told(message: Message) -> None:
            for hook in self.before_send:
                await hook(message, scope)
            await send(message)

        request: Request[Any, Any, Any] = Request(scope, receive, send)
        answer: Any = self.exception_handlers[Exception](request, Refused(refusal))
        await answer.to_asgi_response(None, request)(scope, receive, told)


async def report(message: Message, scope: Any) -> None:
    """Litestar's `before_send`, after the headers are complete."""
    if message["type"] != "http.response.start":
        return
    state: dict[str, Any] = scope["state"]
    seconds = perf_counter() - state[_STARTED] if _STARTED in state else 0.0
    route, method, status = route_of(scope), scope["method"], message["status"]
    refusal: Refusal | None = state.get(REFUSAL)
    code = refusal.code if refusal is not None else None
    http.answered(route, method, status, code, seconds)
    if (policy := getattr(refusal, "policy", None)) is not None:
        http.limited(policy)
    quiet = route.startswith(QUIET) and status < 500
    log = LOG.debug if quiet else LOG.warning if status >= 500 else LOG.info
    log(
        "request",
        method=method,
        route=route,
        status=status,
        ms=round(seconds * 1000, 1),
        caller=type(state[CALLER]).__name__.lower() if CALLER in state else "nobody",
        refusal=code,
        replayed=_REPLAYED in message["headers"],
    )


def note_refusal(scope: Any, refusal: Refusal) -> None:
    """For the exception handler: this request is answered with that."""
    scope["state"][REFUSAL] = refusal


def route_of(scope: Any) -> str:
    """The template of the route, ids in braces; one name for all paths that are none of ours."""
    template: str | None = scope.get("path_template")
    return template or UNKNOWN
