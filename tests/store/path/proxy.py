"""A TCP proxy in front of a server that loses the answers to commits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

COMMIT = b"commitTransaction"


class Proxy:
    """Passes everything on, until told to lose the answers of the next commits.

    lose: how many; hang: whether the connection stays open and silent instead of closing.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self.lose = 0
        self.hang = False
        self.lost = 0
        self._open: set[asyncio.StreamWriter] = set()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[int]:
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        port: int = server.sockets[0].getsockname()[1]
        try:
            yield port
        finally:
            server.close()
            for writer in self._open:
                writer.close()

    async def _connected(self, client: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        server, there = await asyncio.open_connection("127.0.0.1", self._port)
        self._open |= {back, there}
        try:
            while True:
                sent = await message(client)
                there.write(sent)
                answer = await message(server)
                if COMMIT in sent and self.lose:
                    self.lose -= 1
                    self.lost += 1
                    if not self.hang:
                        break
                    continue
                back.write(answer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            back.close()
            there.close()


async def message(reader: asyncio.StreamReader) -> bytes:
    """One message of the wire protocol; its first four bytes are its length."""
    head = await reader.readexactly(4)
    return head + await reader.readexactly(int.from_bytes(head, "little") - 4)
