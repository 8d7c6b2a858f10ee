"""Litestar guards and dependencies around `authenticate`."""

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler

from service.http.guards import authenticate
from service.http.guards.callers import Display, Member, Merchant, Scope
from service.http.guards.kinds import Kind, lets_in
from service.http.means import TheMeans, means_of
from service.http.problems.raised import Refused
from service.http.problems.refusals import ScopeMissing

Connection = ASGIConnection[Any, Any, Any, Any]

CALLER = "seedbank.caller"
SCOPE = "scope"


@lets_in(Kind.MEMBER)
async def member_only(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Lets members through."""
    token = authenticate.bearer(connection)
    connection.scope["state"][CALLER] = authenticate.member(means_of(connection), token)


@lets_in(Kind.MERCHANT)
async def merchant_only(connection: Connection, handler: BaseRouteHandler) -> None:
    """Lets merchants through whose key has the scope that the door declares: `opt={SCOPE: …}`."""
    key = authenticate.bearer(connection)
    caller = await authenticate.merchant(means_of(connection), key)
    scope: Scope = handler.opt[SCOPE]
    if scope not in caller.scopes:
        raise Refused(ScopeMissing(scope=scope))
    connection.scope["state"][CALLER] = caller


@lets_in(Kind.DISPLAY)
async def display_only(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Lets displays through."""
    token = authenticate.bearer(connection)
    connection.scope["state"][CALLER] = await authenticate.display(means_of(connection), token)


def caller_in(connection: Connection) -> Any:
    """What the guard of this door has found."""
    return connection.scope["state"][CALLER]


def caller_of(request: Request[Any, Any, Any], means: TheMeans) -> Any:  # noqa: ARG001 - order
    """The dependency `caller`: a Member, Merchant or Display, as the door's guard says.

    Asks for the means so that litestar resolves them one after the other: dependencies that could
    be resolved at once get an asyncio task each: over a third of a request without a database.
    """
    return caller_in(request)


TheMember = NamedDependency[Member]
TheMerchant = NamedDependency[Merchant]
TheDisplay = NamedDependency[Display]
