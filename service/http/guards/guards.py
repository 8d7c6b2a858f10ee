"""Litestar guards and dependencies around `authenticate`."""

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler

from service.http.guards import authenticate
from service.http.guards.callers import Display, Member, Merchant, Operator, Scope
from service.http.guards.kinds import Kind, lets_in
from service.http.means import TheMeans, means_of
from service.http.problems.raised import Refused
from service.http.problems.refusals import PowerMissing, ScopeMissing
from service.operators.roles import Power

Connection = ASGIConnection[Any, Any, Any, Any]

CALLER = "seedbank.caller"
SCOPE = "scope"
"""In a door's `opt`: the scope that a merchant's key must have; None for every key."""
POWER = "power"
"""In a door's `opt`: the power that one of an operator's roles must have; None for every role."""


@lets_in(Kind.MEMBER)
async def member_only(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Lets members through."""
    token = authenticate.bearer(connection)
    connection.scope["state"][CALLER] = await authenticate.member(means_of(connection), token)


@lets_in(Kind.MERCHANT)
async def merchant_only(connection: Connection, handler: BaseRouteHandler) -> None:
    """Lets merchants through whose key has the scope that the door declares: `opt={SCOPE: …}`."""
    key = authenticate.bearer(connection)
    caller = await authenticate.merchant(means_of(connection), key)
    scope: Scope | None = _declared(connection, handler, SCOPE)
    if scope is not None and scope not in caller.scopes:
        raise Refused(ScopeMissing(scope=scope))
    if scope is not None:
        await authenticate.at_open_terminal(means_of(connection), caller)
    connection.scope["state"][CALLER] = caller


@lets_in(Kind.DISPLAY)
async def display_only(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Lets displays through."""
    token = authenticate.bearer(connection)
    connection.scope["state"][CALLER] = await authenticate.display(means_of(connection), token)


@lets_in(Kind.OPERATOR)
async def operator_only(connection: Connection, handler: BaseRouteHandler) -> None:
    """Lets operators through who have the power that the door declares: `opt={POWER: …}`."""
    token = authenticate.bearer(connection)
    caller = await authenticate.operator(means_of(connection), token)
    power: Power | None = _declared(connection, handler, POWER)
    if power is not None and not caller.may(power):
        raise Refused(PowerMissing(power=power))
    connection.scope["state"][CALLER] = caller


def _declared(connection: Connection, handler: BaseRouteHandler, what: str) -> Any:
    """What the door asks for. KeyError if it says nothing: that is a defect, not an open door."""
    # Litestar's own answer to OPTIONS names the methods of a path, and has no declarations.
    return None if connection.scope.get("method") == "OPTIONS" else handler.opt[what]


def caller_in(connection: Connection) -> Any:
    """What the guard of this door has found."""
    return connection.scope["state"][CALLER]


def caller_of(request: Request[Any, Any, Any], means: TheMeans) -> Any:  # noqa: ARG001 - order
    """The dependency `caller`: a Member, Merchant, Display or Operator, as the door's guard says.

    Asks for the means so that litestar resolves them one after the other: dependencies that could
    be resolved at once get an asyncio task each: over a third of a request without a database.
    """
    return caller_in(request)


TheMember = NamedDependency[Member]
TheMerchant = NamedDependency[Merchant]
TheDisplay = NamedDependency[Display]
TheOperator = NamedDependency[Operator]
