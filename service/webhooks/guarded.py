"""Connections that end at public addresses only.

The name is resolved here, every address it has is looked at, and the connection goes to one of
those: nobody resolves it a second time, so an answer that changes in between changes nothing.
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import httpcore2

from service.webhooks.deny import may_reach
from service.webhooks.names import resolve

Resolve = Callable[[str, int], Awaitable[list[str]]]


class AddressDenied(Exception):
    """The name leads to an address that nothing is sent to. The text names no address."""


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Connects where `may_reach` lets it."""

    def __init__(self, *, loopback: bool, resolved: Resolve = resolve) -> None:
        self._plain = httpcore2.AnyIOBackend()
        self._loopback, self._resolved = loopback, resolved

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's own signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """AddressDenied if one address of the host is private: who mixes them means no good.
        TimeoutError if nobody says which addresses it has."""
        try:
            addresses = await self._resolved(host, port)
        except TimeoutError:
            raise
        except (OSError, UnicodeError):
            raise httpcore2.ConnectError("the name has no address") from None
        if not all(may_reach(each, loopback=self._loopback) for each in addresses):
            raise AddressDenied("the name leads to a private address")
        last: Exception = httpcore2.ConnectError("the name has no address")
        for address in addresses:
            try:
                return await self._plain.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                last = error
        raise last

    async def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002 - the library's own signature
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore2.AsyncNetworkStream:
        """Never."""
        raise AddressDenied("a webhook goes to no socket of this machine")

    async def sleep(self, seconds: float) -> None:
        """As the library's own."""
        await self._plain.sleep(seconds)
