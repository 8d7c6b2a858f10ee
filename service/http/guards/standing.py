"""What a suspended merchant may not begin."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from rewards.perks.merchants.standing import may_begin
from service.http.guards.guards import caller_in
from service.http.means import means_of
from service.http.problems.raised import Refused
from service.store.schema.page import STANDINGS


async def unless_suspended(
    connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler
) -> None:
    """Lets merchants through that are not suspended; a suspension acts within 1 s, like the end of
    a key. For every door at which something new begins, and for no other: what has begun, a member
    must be able to end."""
    means = means_of(connection)
    standing = await means.standings.get(means.context.store, STANDINGS, caller_in(connection).id)
    refused = may_begin(standing)
    if refused is not None:
        raise Refused(refused)
