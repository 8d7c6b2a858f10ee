"""Which addresses a name has, asked of the name servers that this machine uses.

Not by the library of the system: it keeps a thread for as long as a name server is silent, half a
minute and more, and a few merchants' names would keep all there are. Here a name that nobody
answers for costs its own try, and nothing else. Files of hosts are not read: a merchant's server is
a public one.
"""

import asyncio
import ipaddress
from collections.abc import Callable

from dns.asyncresolver import Resolver
from dns.exception import DNSException
from dns.name import Name, from_text
from dns.rdatatype import AAAA, A, RdataType
from dns.resolver import LifetimeTimeout

LOOKUP_S = 5.0
"""For what a name has of one kind of addresses: half of what one try is commonly given, so that a
server that is silent about the one leaves time to reach the other."""

HERE = {"localhost": ["127.0.0.1", "::1"]}
"""No name server is asked for it."""


class Names:
    """Names in the public tree only. `resolver` is made anew for each, as this machine's settings
    may have changed."""

    def __init__(
        self, resolver: Callable[[], Resolver] = Resolver, *, lookup_s: float = LOOKUP_S
    ) -> None:
        self._resolver, self._lookup_s = resolver, lookup_s

    async def __call__(self, host: str, _port: int) -> list[str]:
        """The literal addresses of a name, those that most networks reach first. OSError if it has
        none, TimeoutError if nobody says."""
        if _is_address(host):
            return [host]
        if host in HERE:
            return HERE[host]
        try:
            name, resolver = from_text(host), self._resolver()
        except DNSException:
            raise OSError("it is no name, or there is no name server") from None
        kinds = (self._asked(resolver, name, kind) for kind in (A, AAAA))
        answers = await asyncio.gather(*kinds)
        found = [address for answer in answers for address in answer or ()]
        if not found and None in answers:
            raise TimeoutError("no name server answers for it")
        if not found:
            raise OSError("the name has no address")
        return found

    async def _asked(self, resolver: Resolver, name: Name, kind: RdataType) -> list[str] | None:
        """None if nobody answers in time."""
        try:
            answer = await resolver.resolve(
                name, kind, search=False, lifetime=self._lookup_s, raise_on_no_answer=False
            )
        except LifetimeTimeout:
            return None
        except (DNSException, OSError):
            return []
        return [row.to_text() for row in answer.rrset or ()]


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


resolve = Names()
