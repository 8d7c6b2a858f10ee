"""Which screen is asking: by Authorization header, or by the cookie that pairing has set."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from service.http.guards.authenticate import bearer, display
from service.http.guards.callers import Display
from service.http.guards.guards import CALLER
from service.http.guards.kinds import Kind, lets_in
from service.http.means import means_of
from service.http.problems.raised import Refused

COOKIE = "seedbank_display"
"""Holds the token itself: HttpOnly and SameSite=Strict, so no script and no other site has it."""

Connection = ASGIConnection[Any, Any, Any, Any]


def token_of(connection: Connection) -> str:
    """The token that came along; empty if none did. A header beats a cookie."""
    if "authorization" in connection.headers:
        return bearer(connection)
    return connection.cookies.get(COOKIE, "")


async def screen_of(connection: Connection) -> Display | None:
    """The screen behind the token that came along, if it is good now."""
    try:
        return await display(means_of(connection), token_of(connection))
    except Refused:
        return None


@lets_in(Kind.DISPLAY)
async def screen_only(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Lets screens through. EventSource sends no headers, therefore the cookie."""
    found = await display(means_of(connection), token_of(connection))
    connection.scope["state"][CALLER] = found
