"""Which guard lets whom in, readable by a machine: the API's description and the matrix of callers
are made from this table, never from a list by hand."""

import enum
from collections.abc import Awaitable, Callable
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

Guard = Callable[[ASGIConnection[Any, Any, Any, Any], BaseRouteHandler], Awaitable[None]]


class Kind(enum.StrEnum):
    """The kinds of callers, each with credentials of its own."""

    MEMBER = "member"
    MERCHANT = "merchant"
    DISPLAY = "display"
    OPERATOR = "operator"


KINDS: dict[Guard, Kind] = {}
"""Every guard that asks for credentials, and whose. Other guards count or look, and ask nobody."""


def lets_in(kind: Kind) -> Callable[[Guard], Guard]:
    """Enters a guard in the table: `@lets_in(Kind.MEMBER)`."""

    def enter(guard: Guard) -> Guard:
        KINDS[guard] = kind
        return guard

    return enter


def kind_of(handler: BaseRouteHandler) -> Kind | None:
    """Whose credentials a door asks for; None for one that is open to all."""
    found = [KINDS[guard] for guard in handler.resolve_guards() if guard in KINDS]
    return found[0] if found else None
