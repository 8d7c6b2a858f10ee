"""Every operation of the application, from its own routes, and who its guards let in."""

from dataclasses import dataclass
from typing import Any

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from service.app import EXTRA_HANDLERS
from service.http.guards.guards import POWER, SCOPE
from service.http.guards.kinds import Kind, kind_of
from service.http.openapi.door import show_openapi
from service.http.openapi.raw import described
from service.http.routes import ROUTES

SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Operation:
    """`params` are the names in the path, `body` the struct that is sent, `asks` the scope or the
    power that the door declares; `keyed` if it takes an Idempotency-Key."""

    method: str
    path: str
    kind: Kind | None
    params: tuple[str, ...]
    body: Any
    asks: str | None
    keyed: bool
    streams: bool

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def operations_of(app: Litestar) -> list[Operation]:
    """All of an application's, litestar's own answers to OPTIONS among them."""
    found = []
    for route in app.routes:
        assert isinstance(route, HTTPRoute), route
        for handler in route.route_handlers:
            found += [_operation(method, route, handler) for method in handler.http_methods]
    return sorted(found, key=lambda each: each.name)


def _operation(method: str, route: HTTPRoute, handler: HTTPRouteHandler) -> Operation:
    data = handler.parsed_data_field
    return Operation(
        method=method,
        path=route.path_format,
        kind=kind_of(handler),
        params=tuple(route.path_parameters),
        body=None if data is None else data.annotation,
        asks=handler.opt.get(SCOPE) or handler.opt.get(POWER),
        keyed="key" in handler.parsed_fn_signature.parameters,
        streams=handler.opt.get("streams", False) or "event-stream" in str(handler.media_type),
    )


def operations() -> list[Operation]:
    """The same without starting anything, to name the tests by."""
    app = described([*ROUTES, *EXTRA_HANDLERS, show_openapi])
    return [each for each in operations_of(app) if not each.path.startswith("/none")]
