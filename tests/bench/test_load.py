"""The load generator: when a server pauses, whoever came meanwhile has waited."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from itertools import repeat
from typing import Any

import pytest

from tests.bench import load
from tests.bench.load import InTurn, Load, OnTime
from tests.bench.measure import Laps
from tests.bench.spec import DEADLINE_S, WARM_UP_S

PAUSE_S, SECONDS = 0.5, 1.0
LONG_S = 0.1


def answer(status: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\nok".encode()


class Anything:
    """Any request will do, and any answer of success."""

    def requests(self) -> Iterator[bytes]:
        return repeat(b"GET / HTTP/1.1\r\n\r\n")

    def good(self, head: bytes, body: bytes) -> bool:
        return head.startswith(b"HTTP/1.1 200 ")


class Server(asyncio.Protocol):
    """Says the same to everybody, so many seconds after it was asked."""

    def __init__(self, says: bytes, late: Callable[[], float]) -> None:
        self._says, self._late = says, late

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(self._late(), self._transport.write, self._says)


@asynccontextmanager
async def answering(
    status: str = "200 OK", late: Callable[[], float] = lambda: 0.0
) -> AsyncIterator[int]:
    """The port of such a server."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Server(answer(status), late), "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


def pausing() -> Callable[[], float]:
    """A pause a little after the warm-up, in which nobody is answered."""
    begins = time.perf_counter() + WARM_UP_S + 0.1

    def late() -> float:
        now = time.perf_counter()
        return begins + PAUSE_S - now if begins <= now < begins + PAUSE_S else 0.0

    return late


async def run(under: Load, port: int, seconds: float = SECONDS) -> Laps:
    await under.open(port, callers=2)
    try:
        return await under.run(seconds)
    finally:
        for caller in under.callers:
            caller.hang_up()


def waited(under: Load) -> float:
    """The part of those who were answered late."""
    return sum(each > LONG_S for each in under.latencies) / len(under.latencies)


async def test_a_pause_is_felt_by_all_who_came_meanwhile() -> None:
    under = OnTime(Anything(), rate=200)
    async with answering(late=pausing()) as port:
        seen = await run(under, port)
    assert waited(under) > 0.2
    assert seen.p50_ms <= seen.p95_ms <= seen.p99_ms
    assert seen.p99_ms > 0.8 * PAUSE_S * 1000


async def test_callers_in_turn_hide_it_which_is_why_there_are_both() -> None:
    under = InTurn(Anything())
    async with answering(late=pausing()) as port:
        await run(under, port)
    assert waited(under) < 0.1


@pytest.mark.parametrize("under", [InTurn, partial(OnTime, rate=200)])
async def test_who_is_not_served_has_waited_as_long_as_anybody_may(
    under: Callable[[Anything], Load],
) -> None:
    async with answering("503 Busy", late=lambda: 0.01) as port:
        seen = await run(under(Anything()), port)
    assert seen.p50_ms == pytest.approx(DEADLINE_S * 1000)
    assert (seen.operations, seen.per_second) == (0, 0)


@pytest.mark.parametrize("under", [InTurn, partial(OnTime, rate=200)])
async def test_another_answer_is_a_mistake(under: Callable[[Anything], Load]) -> None:
    async with answering("409 Conflict") as port:
        with pytest.raises(AssertionError, match="409 Conflict"):
            await run(under(Anything()), port)


async def test_nobody_comes_any_more_once_it_is_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(load, "PATIENCE_S", WARM_UP_S + 0.2)
    under = OnTime(Anything(), rate=100)
    async with answering(late=lambda: 0.05) as port:
        seen = await run(under, port, seconds=60.0)
    assert under.unserved > 20
    assert seen.operations + under.unserved == len(under.latencies) < 200
    assert seen.p99_ms == pytest.approx(DEADLINE_S * 1000)
