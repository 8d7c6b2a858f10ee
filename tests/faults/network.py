"""A real TCP proxy between a server and its database: slow, or gone at the worst moment."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from enum import StrEnum
from urllib.parse import urlsplit

COMMIT = b"\x10commitTransaction\x00"

Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Cut(StrEnum):
    """When the connection of a commit ends."""

    BEFORE = "before the commit is passed on"
    AFTER = "right after the commit was passed on"
    REPLY = "in place of the commit's reply"


class Network:
    """Passes on whole messages of MongoDB's protocol, each way by itself.

    cuts: what happens to the next commits, in order. endless: what happens to all after those.
    """

    def __init__(self, port: int) -> None:
        self._to = port
        self._writers: set[asyncio.StreamWriter] = set()
        self.port = 0
        self.latency_s = 0.0
        self.cuts: list[Cut] = []
        self.endless: Cut | None = None
        self.cut = 0

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Network"]:
        """Listens on a port of its own until left."""
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for writer in self._writers:
                writer.transport.abort()

    async def _connected(self, *near: *Ends) -> None:
        far: Ends = await asyncio.open_connection("127.0.0.1", self._to)
        self._writers |= {near[1], far[1]}
        lost = asyncio.Event()
        pumps = [self._forth(near[0], far[1], lost), self._back(far[0], near[1], lost)]
        tasks = [asyncio.ensure_future(pump) for pump in pumps]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for writer in (near[1], far[1]):
            writer.close()
            self._writers.discard(writer)

    async def _forth(
        self, near: asyncio.StreamReader, far: asyncio.StreamWriter, lost: asyncio.Event
    ) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                sent = await _message(near)
                cut = self._next_cut() if COMMIT in sent else None
                if cut is Cut.BEFORE:
                    return
                if cut is Cut.REPLY:
                    lost.set()
                far.write(sent)
                await far.drain()
                if cut is Cut.AFTER:
                    return

    async def _back(
        self, far: asyncio.StreamReader, near: asyncio.StreamWriter, lost: asyncio.Event
    ) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                answer = await _message(far)
                if lost.is_set():
                    return
                if self.latency_s:
                    await asyncio.sleep(self.latency_s)
                near.write(answer)
                await near.drain()

    def _next_cut(self) -> Cut | None:
        cut = self.cuts.pop(0) if self.cuts else self.endless
        self.cut += cut is not None
        return cut


async def _message(reader: asyncio.StreamReader) -> bytes:
    """One message; its first four bytes are its length."""
    head = await reader.readexactly(4)
    return head + await reader.readexactly(int.from_bytes(head, "little") - 4)


@asynccontextmanager
async def network(url: str) -> AsyncIterator[tuple[Network, str]]:
    """A proxy to the server of `url`, and the URL that leads through it and not past it."""
    parts = urlsplit(url)
    async with Network(parts.port or 0).open() as opened:
        user = f"{parts.username}:{parts.password}"
        query = "authSource=admin&directConnection=true"
        yield opened, f"mongodb://{user}@127.0.0.1:{opened.port}/?{query}"
