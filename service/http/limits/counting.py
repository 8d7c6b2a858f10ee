"""Counts a request against one limit and has its answer tell how the caller stands."""

from typing import Any

from litestar.connection import ASGIConnection

from service.http.limits.address import address_key, site_key
from service.http.limits.limiter import TooMany
from service.http.limits.standing import note
from service.http.means import means_of
from service.limits.numbers import of_site
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


async def count_address(
    connection: ASGIConnection[Any, Any, Any, Any], policy: str, rate: Rate
) -> None:
    """Counts a request against the limit of its caller's network. Networks of IPv6 cost nothing,
    so those of one site are counted together too, after what each may do for itself."""
    await count(connection, policy, address_key(connection), rate)
    site = site_key(connection)
    if site is not None:
        await count(connection, policy, site, of_site(rate), quiet=True)
