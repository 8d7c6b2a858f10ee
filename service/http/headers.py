"""Headers that every response carries, errors and strangers' paths included."""

from typing import Any
from uuid import uuid4

from litestar.types import Message, Scope

from service.http.language import language_headers
from service.http.limits.standing import STANDINGS
from service.http.limits.standing import headers as limit_headers

REQUEST_ID = "X-Request-Id"
_KEY = "seedbank.request_id"

# Set unless a page has set its own: the API itself needs nothing of a browser.
DEFAULTS = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
)


def request_id(scope: Any) -> str:
    """This request's random id, the same each time it is asked for."""
    found: str = scope["state"].setdefault(_KEY, str(uuid4()))
    return found


async def add_headers(message: Message, scope: Scope) -> None:
    """Litestar's `before_send`: runs for every message of every response."""
    if message["type"] != "http.response.start":
        return
    headers = language_headers(scope, list(message["headers"]))
    present = {name.lower() for name, _ in headers}
    headers += [header for header in DEFAULTS if header[0] not in present]
    headers += limit_headers(scope["state"].get(STANDINGS, ()))
    headers.append((REQUEST_ID.lower().encode(), request_id(scope).encode()))
    message["headers"] = headers
