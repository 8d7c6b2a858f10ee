"""Which address called, behind proxies that are trusted to say so. Pure."""

from collections.abc import Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def calling(peer: str, forwarded: Sequence[str], trusted: Sequence[Network]) -> str:
    """The rightmost address that is no trusted proxy's own.

    peer: who is connected to us. forwarded: every X-Forwarded-For header in order; each proxy adds
    on the right whom it saw, so all that is left of the first untrusted one may be made up. Without
    trust in the peer, headers say nothing at all.
    """
    seen = read_address(peer)
    if seen is None or not _holds(trusted, seen):
        return peer if seen is None else str(seen)
    entries = [entry for header in forwarded for entry in header.split(",")]
    for entry in reversed(entries):
        address = read_address(entry)
        if address is None:
            break  # whoever is behind this proxy, it is the last one that can be named
        seen = address
        if not _holds(trusted, seen):
            break
    return str(seen)


def is_trusted(peer: str, trusted: Sequence[Network]) -> bool:
    """Whether what `peer` says of others counts."""
    seen = read_address(peer)
    return seen is not None and _holds(trusted, seen)


def read_address(text: str) -> Address | None:
    """The address in an entry, with or without a port; None if there is none."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _holds(networks: Sequence[Network], address: Address) -> bool:
    return any(address in network for network in networks)
