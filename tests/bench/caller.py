"""One keep-alive connection of HTTP/1.1 with one request under way; no coroutine per request."""

import asyncio
import re
import time
from collections.abc import Callable, Iterator
from typing import Any, Protocol

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class Caller(asyncio.Protocol):
    """Sends what is to do next when it is told to, and tells the load of the answer."""

    def __init__(self, load: "Answered") -> None:
        self._load = load
        self._read = b""
        self._since = 0.0
        self._waits = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport  # uvloop's own type

    def call(self, since: float) -> None:
        """Sends the next request; how long it takes is counted from `since`."""
        self._since, self._waits = since, True
        self._transport.write(next(self._load.todo))

    def hang_up(self) -> None:
        """Nothing more is asked."""
        self._transport.close()

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, end, body = self._read.partition(b"\r\n\r\n")
        length = _LENGTH.search(head) if end else None
        if length and len(body) >= int(length[1]):
            self._read, self._waits = b"", False
            if self._load.good(head, body):
                self._load.answered(self, self._since, time.perf_counter())
            else:
                self._load.refused(self, self._since, (head + b"\n" + body).decode())

    def connection_lost(self, error: Exception | None) -> None:
        if self._waits:
            self._load.failed(error or ConnectionError("the server hung up"))
        else:
            self._load.left(self)


class Answered(Protocol):
    """Whoever has callers."""

    todo: Iterator[bytes]
    good: Callable[[bytes, bytes], bool]

    def answered(self, caller: Caller, since: float, now: float) -> None:
        """A good answer to what `caller` asked."""

    def refused(self, caller: Caller, since: float, answer: str) -> None:
        """Another one."""

    def failed(self, error: Exception) -> None:
        """None."""

    def left(self, caller: Caller) -> None:
        """The server has hung up on who had nothing to ask for long."""
