"""Conditional requests: who has an answer already is told that it is still the one, in no bytes.

Every GET that answers with a value gets an ETag of its encoded body, after guards and handler have
run: a 304 says nothing to whom a 200 would not have been said. Guarded documents put their version
into the tag, so that If-Match can be decided where the change is decided.
"""

import hashlib
import re
from typing import Any, ClassVar

from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.response.base import ASGIResponse

from service.flows.precondition import Versions
from service.http.guards.guards import CALLER
from service.http.limits.general import FREE

_DIGEST_BYTES = 12
# A version of ours fits into 64 bits; what is longer names none, and costs time to read.
_VERSION_DIGITS_MAX = 18
_VERSION, _WHOLE = "seedbank.version", "seedbank.whole"
_TAG = re.compile(r'(W/)?"([\x21\x23-\x7e]*)"')

Connection = ASGIConnection[Any, Any, Any, Any]


def versioned(connection: Connection, version: int) -> None:
    """Names the version of the guarded document that this answer shows."""
    connection.scope["state"][_VERSION] = version


def as_it_is(connection: Connection) -> None:
    """Has this answer sent whole and without a tag, because how old it is matters."""
    connection.scope["state"][_WHOLE] = True


def matches(connection: Connection, tag: str) -> bool:
    """Whether If-None-Match names `tag`: compared weakly, as for reading."""
    texts = connection.headers.getall("if-none-match", [])
    if not texts:
        return False
    text = ",".join(texts)
    bare = tag.removeprefix("W/")
    return text.strip() == "*" or any(f'"{name}"' == bare for _, name in _TAG.findall(text))


def seen_versions(connection: Connection) -> Versions | None:
    """The versions that If-Match names: compared strongly, as for writing. None: no such header,
    or `*`, which whatever there is fulfils."""
    texts = connection.headers.getall("if-match", [])
    text = ",".join(texts).strip()
    if not texts or text == "*":
        return None
    named = [name.partition(".")[0] for weak, name in _TAG.findall(text) if not weak]
    return tuple(int(each) for each in named if _is_version(each))


def _is_version(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _VERSION_DIGITS_MAX


class Polled(Response[Any]):
    """An answer that its caller may have already; the application's, for all that is read."""

    volatile: ClassVar[re.Pattern[bytes] | None] = None
    """What of the body changes without anything having happened."""

    def to_asgi_response(self, app: None, request: Request[Any, Any, Any], **options: Any) -> Any:  # type: ignore[override]
        """The encoded answer with its tag, or a 304 in its place."""
        made = super().to_asgi_response(app, request, **options)
        state = request.scope["state"]
        if request.method != "GET" or made.status_code != 200 or _WHOLE in state:
            return made
        if FREE in request.route_handler.opt:
            return made
        tag = self._tag(made.body, state.get(_VERSION))
        made.headers["ETag"] = tag
        made.headers.setdefault(
            "Cache-Control", "private, no-cache" if CALLER in state else "no-cache"
        )
        return _not_modified(made, tag) if matches(request, tag) else made

    def _tag(self, body: bytes, version: int | None) -> str:
        lasting = body if self.volatile is None else self.volatile.sub(b"", body)
        digest = hashlib.blake2b(lasting, digest_size=_DIGEST_BYTES).hexdigest()
        text = f'"{digest}"' if version is None else f'"{version}.{digest}"'
        return text if self.volatile is None else f"W/{text}"


class PolledBoard(Polled):
    """A board: the same places at a later time are the same board, as far as a poller cares."""

    # Within a text of the body every quote has a backslash before it, so none of these is there.
    volatile = re.compile(rb'"(?:version|as_of|now)":"[^"]*",?|"age_ms":\d+,?')


def _not_modified(made: ASGIResponse, tag: str) -> ASGIResponse:
    headers = {"ETag": tag, "Cache-Control": made.headers["Cache-Control"]}
    return ASGIResponse(status_code=304, headers=headers)
