"""A real name server on this machine, which never answers for some names."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import dns.message
import dns.rcode
import dns.rrset
from dns.asyncresolver import Resolver
from dns.rdatatype import AAAA, A

from service.webhooks.names import Names

SILENT = "hangs"
"""No name that begins so is ever answered for."""


class NameServer(asyncio.DatagramProtocol):
    """`zone` has the addresses of names, by kind; a kind that is None is never answered for."""

    def __init__(self, zone: dict[str, dict[Any, list[str] | None]]) -> None:
        self.zone, self.asked = zone, 0

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self.asked += 1
        query = dns.message.from_wire(data)
        [question] = query.question
        name = question.name.to_text(omit_final_dot=True)
        if name.startswith(SILENT):
            return
        answer = dns.message.make_response(query)
        kinds = self.zone.get(name)
        if kinds is None:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        else:
            rows = kinds.get(question.rdtype, [])
            if rows is None:
                return
            if rows:
                found = dns.rrset.from_text(question.name, 60, "IN", question.rdtype, *rows)
                answer.answer.append(found)
        self._transport.sendto(answer.to_wire(), addr)


@asynccontextmanager
async def answering(
    zone: dict[str, dict[Any, list[str] | None]], lookup_s: float = 5.0
) -> AsyncIterator[tuple[Names, NameServer]]:
    """What asks this server and no other."""
    loop = asyncio.get_running_loop()
    transport, server = await loop.create_datagram_endpoint(
        lambda: NameServer(zone), local_addr=("127.0.0.1", 0)
    )
    port = transport.get_extra_info("sockname")[1]

    def pointed() -> Resolver:
        resolver = Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], port
        return resolver

    try:
        yield Names(pointed, lookup_s=lookup_s), server
    finally:
        transport.close()


HERE = {A: ["127.0.0.1"], AAAA: []}
