"""The operations of an application, with what their handlers say about themselves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from litestar import Litestar, Response
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from service.http.limits.general import FREE

Document = dict[str, Any]


@dataclass(frozen=True)
class Operation:
    """One method of one path.

    spec:   its part of the document, for steps to change.
    body:   the type that its body is decoded into; None without a body.
    answer: the type of its answer; None for one that is not JSON.
    """

    method: str
    path: str
    handler: HTTPRouteHandler
    spec: Document
    body: Any
    answer: Any

    @property
    def id(self) -> str:
        """The operationId."""
        found: str = self.spec["operationId"]
        return found

    @property
    def parameters(self) -> set[str]:
        """The names of what the handler takes: `key`, `caller`, path and query values."""
        return set(self.handler.parsed_fn_signature.parameters)

    @property
    def guards(self) -> tuple[Any, ...]:
        """The guards in front of the handler, the router's first."""
        return tuple(self.handler.resolve_guards())

    @property
    def is_free(self) -> bool:
        """Whether no limit counts its calls: asked by machines, all the time."""
        return FREE in self.handler.opt

    def calls(self, function: Callable[..., Any]) -> bool:
        """Whether the handler itself calls `function`, by its name."""
        return function.__name__ in getattr(self.handler.fn, "__code__", _nothing.__code__).co_names

    @property
    def success(self) -> Document:
        """The description of the answer when all went well."""
        found: Document = self.spec["responses"][str(self.handler.status_code)]
        return found


def _nothing() -> None:
    """Calls nothing."""


def operations_of(app: Litestar, document: Document) -> list[Operation]:
    """All that the document has, in its order of paths."""
    return [
        Operation(
            method=method,
            path=path,
            handler=handler,
            spec=document["paths"][path][method.lower()],
            body=body_of(handler),
            answer=answer_of(handler),
        )
        for path, method, handler in routed(app)
        if handler.resolve_include_in_schema()
    ]


def hidden_of(app: Litestar) -> list[tuple[str, str]]:
    """(method, path) of every door that is not described."""
    found = routed(app)
    return [(method, path) for path, method, door in found if not door.resolve_include_in_schema()]


def routed(app: Litestar) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    """(path, method, handler) of every door of `app`, described or not."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                for method in sorted(handler.http_methods - {"OPTIONS"}):
                    yield route.path_format or "/", method, handler


def body_of(handler: HTTPRouteHandler) -> Any:
    """What the handler takes as its body."""
    field = handler.parsed_data_field
    return None if field is None else field.annotation


def answer_of(handler: HTTPRouteHandler) -> Any:
    """What goes out as JSON; a `Response[T]` is a T."""
    found = handler.parsed_fn_signature.return_type
    if isinstance(found.origin, type) and issubclass(found.origin, Response):
        found = found.inner_types[0]
    return None if found.annotation in (None, type(None), bytes, str, Any) else found.annotation
