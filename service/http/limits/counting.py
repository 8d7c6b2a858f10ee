"""Counts a request against one limit and has its answer tell how the caller stands."""

from typing import Any

from litestar.connection import ASGIConnection

from service.http.limits.limiter import TooMany
from service.http.limits.standing import note
from service.http.means import means_of
from service.limits.rate import Rate


async def count(
    connection: ASGIConnection[Any, Any, Any, Any],
    policy: str,
    key: str,
    rate: Rate,
    *,
    quiet: bool = False,
) -> None:
    """Refused once `rate` is used up. `quiet`: only then is anything told, because what others did
    is counted too."""
    means = means_of(connection)
    try:
        standing = await means.limiter.count(policy, key, rate, means.server_now())
    except TooMany as refused:
        note(connection.scope, refused.standing)
        raise
    if standing is not None and not quiet:
        note(connection.scope, standing)
