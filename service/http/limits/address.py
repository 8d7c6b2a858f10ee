"""By which network address a caller is counted."""

from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any

from litestar.connection import ASGIConnection

from service.http.means import address_of, means_of

# What a household or a server gets: its last 64 bits are its own to choose, so 2^64 addresses
# would be as many callers.
IPV6_PREFIX = 64
# What a provider hands to one customer who asks: 65,536 of those, so they are counted together too.
IPV6_SITE_PREFIX = 48


def network_of(address: str) -> str:
    """The address, or of an IPv6 address its network; what is no address stays as it is."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(IPv6Network((int(parsed), IPV6_PREFIX), strict=False))


def site_of(address: str) -> str | None:
    """The network of a site that an IPv6 address is in; None for an IPv4 address."""
    network = network_of(address)
    if "/" not in network:
        return None
    return str(IPv6Network(network).supernet(new_prefix=IPV6_SITE_PREFIX))


def address_key(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """The keyed hash under which a caller's network is counted."""
    return means_of(connection).keys.address_hash(network_of(address_of(connection)))


def site_key(connection: ASGIConnection[Any, Any, Any, Any]) -> str | None:
    """The keyed hash under which a caller's site is counted; None if its network is all it has."""
    site = site_of(address_of(connection))
    return None if site is None else means_of(connection).keys.address_hash(site)
