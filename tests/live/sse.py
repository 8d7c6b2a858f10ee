"""A reader of server-sent events on a plain socket, which sees comments too."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple
from urllib.parse import urlsplit


class Event(NamedTuple):
    """One block: its fields, and the comments in it."""

    fields: dict[str, str]
    comments: list[str]

    @property
    def data(self) -> Any:
        return json.loads(self.fields["data"])

    @property
    def kind(self) -> str:
        return self.fields.get("event", "")


class Events:
    """Reads blocks one by one; None at the end of the stream."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader
        self._text = ""

    async def next(self, within_s: float = 3.0) -> Event | None:
        async with asyncio.timeout(within_s):
            while "\n\n" not in self._text:
                size = await self._reader.readline()
                if not size.strip() or size.strip() == b"0":
                    return None
                chunk = await self._reader.readexactly(int(size, 16))
                await self._reader.readexactly(2)
                self._text += chunk.decode()
        block, self._text = self._text.split("\n\n", 1)
        lines = [line.split(":", 1) for line in block.split("\n")]
        fields = {name: value.strip() for name, value in lines if name}
        return Event(fields, [value.strip() for name, value in lines if not name])

    async def board(self, within_s: float = 3.0) -> Event:
        """The next state."""
        async with asyncio.timeout(within_s):
            while True:
                event = await self.next(within_s)
                assert event is not None
                if event.kind == "board":
                    return event


@asynccontextmanager
async def listening(url: str, token: str, **headers: str) -> AsyncIterator[Events]:
    """An open stream of a screen."""
    host = urlsplit(url)
    reader, writer = await asyncio.open_connection(host.hostname, host.port)
    lines = [
        "GET /v1/display/stream HTTP/1.1",
        f"Host: {host.netloc}",
        f"Authorization: Bearer {token}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    assert " 200 " in head.splitlines()[0], head
    assert "text/event-stream" in head
    try:
        yield Events(reader)
    finally:
        writer.close()
        await writer.wait_closed()
