"""One open server-sent event stream, down to the socket.

Litestar's own has no ping, no replay, and no end for a reader that has stopped reading.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from litestar import Response
from litestar.types import ASGIApp, Receive, Scope, Send

from service.live.screens import Reader, Screen, Screens

LOG = logging.getLogger("seedbank.live")

# Proxies and browsers give up on silence, usually after 30 s or more.
PING_S = 15.0
# A reader that takes nothing for this long, with the socket's buffers full, is dropped.
SLOW_S = 10.0
RETRY = b"retry: 1000\n\n"
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


@dataclass(frozen=True)
class Pace:
    """Seconds between pings, and seconds that one write may take."""

    ping_s: float = PING_S
    slow_s: float = SLOW_S


@dataclass(frozen=True)
class Stream:
    """An ASGI application that sends one screen to one reader until either side ends it.

    seen:    the Last-Event-ID that the reader sent.
    allowed: asked with each ping; a revoked token ends the stream.
    """

    screens: Screens
    screen: Screen
    reader: Reader
    seen: str | None
    pace: Pace
    allowed: Callable[[], Awaitable[bool]]

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        going = asyncio.create_task(_until_gone(receive, self.reader))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            async for text in self._texts():
                await self._send(send, text)
            await self._send(send, b"", more=False)
        except TimeoutError:
            LOG.info("a screen has stopped reading: dropped")
        finally:
            self.screen.readers.discard(self.reader)
            going.cancel()

    async def _send(self, send: Send, body: bytes, *, more: bool = True) -> None:
        async with asyncio.timeout(self.pace.slow_s):
            await send({"type": "http.response.body", "body": body, "more_body": more})

    async def _texts(self) -> AsyncIterator[bytes]:
        """The newest frame whenever there is one the reader has not had; a pulse in between."""
        seen, loop = self.seen, asyncio.get_running_loop()
        pulse_at = loop.time() + self.pace.ping_s
        yield RETRY
        while not (self.reader.gone or self.screens.closing):
            self.reader.wake.clear()
            frame = self.screen.frame
            if frame is not None and frame.id != seen:
                seen = frame.id
                yield frame.text
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout_at(pulse_at):
                    await self.reader.wake.wait()
            if loop.time() >= pulse_at:
                if not await self.allowed():
                    return
                yield self.screens.pulse()
                pulse_at = loop.time() + self.pace.ping_s


async def _until_gone(receive: Receive, reader: Reader) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    reader.leave()


class StreamResponse(Response[bytes]):
    """Lets a handler, with its guards and its page in the API's description, answer a stream."""

    def __init__(self, stream: Stream) -> None:
        """Nothing but the stream itself decides what is sent."""
        super().__init__(b"", media_type="text/event-stream")
        self._stream = stream

    def to_asgi_response(self, *_: Any, **__: Any) -> ASGIApp:  # type: ignore[override]
        """The stream in place of a body."""
        return self._stream
