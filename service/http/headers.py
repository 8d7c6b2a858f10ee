"""Headers that every response carries, errors and strangers' paths included."""

from typing import Any
from uuid import uuid4

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

REQUEST_ID = "X-Request-Id"
_KEY = "seedbank.request_id"

# Set unless a page has set its own: the API itself needs nothing of a browser.
DEFAULTS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def request_id(scope: Any) -> str:
    """This request's random id, the same each time it is asked for."""
    found: str = scope["state"].setdefault(_KEY, str(uuid4()))
    return found


async def add_headers(message: Message, scope: Scope) -> None:
    """Litestar's `before_send`: runs for every message of every response."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    headers[REQUEST_ID] = request_id(scope)
    for name, value in DEFAULTS.items():
        headers.setdefault(name, value)
