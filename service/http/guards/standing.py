"""What a suspended merchant may not begin."""

from asyncio import gather
from collections.abc import Collection
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from rewards.calendar import Instant
from rewards.perks.merchants.refusals import MerchantSuspended
from rewards.perks.merchants.standing import may_begin
from service.http.guards.guards import caller_in
from service.http.means import Means, means_of
from service.http.problems.raised import Refused
from service.store.schema.page import STANDINGS


async def unless_suspended(
    connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler
) -> None:
    """Lets merchants through that are not suspended; a suspension acts within 1 s, like the end of
    a key. For every door at which something new begins, and for no other: what has begun, a member
    must be able to end."""
    refused = await suspension_of(means_of(connection), caller_in(connection).id)
    if refused is not None:
        raise Refused(refused)


async def suspension_of(means: Means, merchant: str) -> MerchantSuspended | None:
    """Why nothing new begins there, as it was known at most a second ago; for doors at which one
    call may begin some things and end others."""
    return may_begin(await means.standings.get(means.context.store, STANDINGS, merchant))


async def suspended_of(means: Means, merchants: Collection[str]) -> dict[str, Instant]:
    """Since when those of the merchants are suspended that are, as it was known at most a second
    ago: for lists that mark them."""
    found = await gather(*(suspension_of(means, each) for each in merchants))
    return {each.merchant: each.since for each in found if each is not None}
