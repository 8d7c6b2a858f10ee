"""The load generator, a process of its own: `python -m tests.bench.load`.

Reads a Spec from stdin, warms up, says so when it begins to count, and at the end prints what it
saw as JSON. No coroutine per request: each caller is a protocol that sends the next request when it
has read its answer.
"""

import asyncio
import re
import sys
import time
from collections.abc import Iterator
from typing import Any

import msgspec
import uvloop

from tests.bench.measure import Laps, laps
from tests.bench.spec import WARM_UP_S, Completions, Reads, Spec

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class Load:
    """Callers that share one list of things to do."""

    def __init__(self, what: Completions | Reads) -> None:
        self.good = what.good
        self.todo: Iterator[bytes] = what.requests()
        self.latencies: list[float] = []
        self.callers: list[Caller] = []
        self.ends = 0.0

    async def open(self, port: int, callers: int) -> None:
        """Connects everybody."""
        loop = asyncio.get_running_loop()
        for _ in range(callers):
            _, caller = await loop.create_connection(lambda: Caller(self), "127.0.0.1", port)
            self.callers.append(caller)

    async def run(self, seconds: float) -> Laps:
        """Everybody calls again and again; ends when the last answer is there."""
        begun = asyncio.get_running_loop().create_task(self._begin_to_count())
        self.ends = time.perf_counter() + WARM_UP_S + seconds
        await asyncio.gather(*(caller.start() for caller in self.callers))
        started, cpu = await begun
        took, spent = time.perf_counter() - started, time.process_time() - cpu
        return laps(self.latencies, took, spent / len(self.latencies) * 1e6)

    async def _begin_to_count(self) -> tuple[float, float]:
        # Without a break: a server may hang up on who is silent.
        await asyncio.sleep(WARM_UP_S)
        self.latencies.clear()
        print("warm", flush=True)
        return time.perf_counter(), time.process_time()


class Caller(asyncio.Protocol):
    """One keep-alive connection of HTTP/1.1 with one request under way."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._read = b""
        self._sent = 0.0
        self._done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport  # uvloop's own type

    def start(self) -> asyncio.Future[None]:
        """Done when the time is up and the last answer read."""
        self._done = asyncio.get_running_loop().create_future()
        self._send()
        return self._done

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, end, body = self._read.partition(b"\r\n\r\n")
        length = _LENGTH.search(head) if end else None
        if length and len(body) >= int(length[1]):
            self._read = b""
            self._answered(head, body)

    def connection_lost(self, error: Exception | None) -> None:
        if not self._done.done():
            self._done.set_exception(error or ConnectionError("the server hung up"))

    def _send(self) -> None:
        self._sent = time.perf_counter()
        self._transport.write(next(self._load.todo))

    def _answered(self, head: bytes, body: bytes) -> None:
        now = time.perf_counter()
        self._load.latencies.append(now - self._sent)
        if not self._load.good(head, body):
            self._done.set_exception(AssertionError((head + b"\n" + body).decode()))
        elif now < self._load.ends:
            self._send()
        else:
            self._done.set_result(None)


async def main() -> None:
    """One run."""
    spec = msgspec.json.decode(sys.stdin.buffer.readline(), type=Spec)
    load = Load(spec.what)
    await load.open(spec.port, spec.callers)
    print(msgspec.json.encode(await load.run(spec.seconds)).decode(), flush=True)


if __name__ == "__main__":
    uvloop.run(main())
