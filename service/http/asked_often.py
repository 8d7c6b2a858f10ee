"""Doors that are asked most often: `@post(...)` from here, in place of litestar's."""

from functools import partial
from typing import Any

from litestar import HttpMethod
from litestar.connection import ASGIConnection
from litestar.handlers import HTTPRouteHandler


class AskedOften(HTTPRouteHandler):
    """Its guards are handed the handler itself.

    Litestar copies it for each guard of each request, lest one changes it: a fifth of what a check
    costs without the database. No guard of ours changes one.
    """

    async def authorize_connection(self, connection: ASGIConnection[Any, Any, Any, Any]) -> None:
        """Asks the guards in order; raises what the first raises that lets nobody through."""
        for guard in self.resolve_guards():
            await guard(connection, self)  # type: ignore[misc]


post = partial(AskedOften, http_method=HttpMethod.POST)
