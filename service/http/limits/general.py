"""The limits that hold at every door: each call is counted once, by who makes it.

Two hooks of the application, so that no door can forget them. A door declared with `opt={FREE:
True}` counts nothing: what watches the service, and files that lie in memory.
"""

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.types import Scope

from service.http.guards.callers import Display, Member, Merchant
from service.http.guards.guards import CALLER
from service.http.limits.counting import count, count_address
from service.http.means import means_of
from service.http.problems.raised import Refused
from service.http.problems.refusals import NotAuthenticated, PowerMissing, ScopeMissing
from service.limits.numbers import RateNumbers
from service.limits.rate import Rate

FREE = "uncounted"
# What a guard says to credentials that do not open its door.
SHUT = (NotAuthenticated, ScopeMissing, PowerMissing)
_COUNTED = "seedbank.counted"

Connection = ASGIConnection[Any, Any, Any, Any]


async def count_call(request: Request[Any, Any, Any]) -> None:
    """Litestar's `before_request`: after the guards, before the body is read. Refused if there
    were too many."""
    if FREE in request.route_handler.opt:
        return
    caller = request.scope["state"].get(CALLER)
    named = _policy(caller, means_of(request).rates)
    request.scope["state"][_COUNTED] = True
    if named is None:
        await _count_stranger(request)
    else:
        await count(request, *named)


async def count_refused(error: Exception, scope: Scope) -> None:
    """Litestar's `after_exception`: credentials that open nothing are counted by address, and past
    the limit the answer is that of the limit."""
    if isinstance(error, Refused) and isinstance(error.refusal, SHUT):
        if _COUNTED in scope["state"]:
            return
        connection: Connection = ASGIConnection(scope)
        try:
            await _count_stranger(connection)
        except Refused as refused:
            error.refusal = refused.refusal


def _policy(caller: Any, rates: RateNumbers) -> tuple[str, str, Rate] | None:
    match caller:
        case Member():
            return "calls_per_member", caller.account, rates.calls_per_member
        case Merchant():
            return "calls_per_merchant_key", caller.key, rates.calls_per_merchant_key
        case Display():
            return "calls_per_display", caller.id, rates.calls_per_display
        case None:
            return None
        case _:
            return "calls_per_operator", str(caller.id), rates.calls_per_operator


async def _count_stranger(connection: Connection) -> None:
    rate = means_of(connection).rates.calls_per_address
    await count_address(connection, "calls_per_address", rate)
