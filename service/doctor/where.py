"""Where a server is, by the names that it gives itself. Pure."""

import ipaddress
from collections.abc import Mapping
from typing import Any


def on_loopback(hello: Mapping[str, Any]) -> bool:
    """True if every member of the set is named by a loopback address."""
    hosts = hello.get("hosts") or ([hello["me"]] if hello.get("me") else [])
    return bool(hosts) and all(_is_loopback(str(host).rpartition(":")[0]) for host in hosts)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
