"""Names, asked of a real name server: what it says, what it never says, and who waits for it."""

import asyncio
from typing import Any

import dns.resolver
import pytest
from dns.asyncresolver import Resolver
from dns.rdatatype import AAAA, A

from service.webhooks.hooks import Tried
from service.webhooks.names import Names
from tests.senders.gateway import Receiver, receiving
from tests.webhooks.nameserver import HERE, answering
from tests.webhooks.test_hooks import hooks, sent

LONG_S = 60.0
"""Longer than any of these tests."""

ZONE: dict[str, dict[Any, list[str] | None]] = {
    "both.example.com": {A: ["192.0.2.7", "192.0.2.8"], AAAA: ["2001:db8::7"]},
    "four.example.com": {A: ["192.0.2.7"]},
    "six.example.com": {AAAA: ["2001:db8::7"]},
    "neither.example.com": {},
    "half.example.com": {A: ["192.0.2.7"], AAAA: None},
    "good.example.com": HERE,
}


@pytest.mark.parametrize(
    ("host", "addresses"),
    [
        ("both.example.com", ["192.0.2.7", "192.0.2.8", "2001:db8::7"]),
        ("BOTH.example.com.", ["192.0.2.7", "192.0.2.8", "2001:db8::7"]),
        ("four.example.com", ["192.0.2.7"]),
        ("six.example.com", ["2001:db8::7"]),
        ("half.example.com", ["192.0.2.7"]),
    ],
)
async def test_what_a_name_has(host: str, addresses: list[str]) -> None:
    zone = ZONE | {"BOTH.example.com": ZONE["both.example.com"]}
    async with answering(zone, lookup_s=1) as (names, _):
        found = await names(host, 443)
    assert sorted(found, key=lambda each: (":" in each, each)) == addresses
    assert ":" not in found[0] or len(addresses) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "192.0.2.1"])
async def test_an_address_is_asked_of_nobody(host: str) -> None:
    async with answering({}) as (names, server):
        assert (await names(host, 443))[0].startswith(("127.", "::1", "192."))
        assert server.asked == 0


@pytest.mark.parametrize(
    "host",
    [
        "neither.example.com",
        "no.example.com",
        "0x7f000001",
        "2130706433",
        "127.1",
        "a..b",
        "x" * 64,
    ],
)
async def test_what_has_no_address(host: str) -> None:
    """Numbers are not taken for addresses, as the system's library does."""
    async with answering(ZONE) as (names, _):
        with pytest.raises(OSError, match=r"no address|no name") as caught:
            await names(host, 443)
        assert not isinstance(caught.value, TimeoutError)


async def test_a_machine_without_name_servers_reaches_no_name() -> None:
    def nowhere() -> Resolver:
        raise dns.resolver.NoResolverConfiguration

    with pytest.raises(OSError, match="no name server"):
        await Names(nowhere)("good.example.com", 443)


async def test_nobody_says() -> None:
    async with answering({}, lookup_s=0.2) as (names, _):
        with pytest.raises(TimeoutError):
            await names("hangs.example.com", 443)


async def test_names_that_hang_hold_up_nobody_else() -> None:
    """Many more than there could be threads: they still hang when another has come through."""
    receiver = Receiver()
    async with answering(ZONE, lookup_s=LONG_S) as (names, server), receiving(receiver):
        here = hooks(resolved=names)
        key = here.fresh("e1").sealed
        urls = [f"http://hangs-{number}.example.com/" for number in range(200)]
        hang = [asyncio.create_task(sent(here, url, key, timeout_s=LONG_S)) for url in urls]
        while server.asked < len(urls):
            await asyncio.sleep(0)
        good = f"http://good.example.com:{receiver.port}/"
        assert await sent(here, good, key, timeout_s=LONG_S) == Tried(status=202)
        assert not any(each.done() for each in hang)
        for each in hang:
            each.cancel()
        await asyncio.wait(hang)


@pytest.mark.parametrize(("lookup_s", "timeout_s"), [(0.2, LONG_S), (LONG_S, 0.2)])
async def test_a_name_that_nobody_answers_for_is_a_timeout(
    lookup_s: float, timeout_s: float
) -> None:
    async with answering(ZONE, lookup_s=lookup_s) as (names, _):
        here = hooks(resolved=names)
        key = here.fresh("e1").sealed
        tried = await sent(here, "http://hangs.example.com/", key, timeout_s=timeout_s)
    assert tried == Tried(error="timeout")
