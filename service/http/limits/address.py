"""By which network address a caller is counted."""

from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any

from litestar.connection import ASGIConnection

from service.http.means import address_of, means_of

# What a household or a server gets: its last 64 bits are its own to choose, so 2^64 addresses
# would be as many callers.
IPV6_PREFIX = 64


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


def address_key(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """The keyed hash under which a caller's network is counted."""
    return means_of(connection).keys.address_hash(network_of(address_of(connection)))
