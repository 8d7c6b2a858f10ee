"""A real HTTP receiver on this machine, which keeps what it is sent and answers as it is told."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec

HANG = -1
HANG_UP = 0


@dataclass
class Received:
    """One request."""

    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.body)


@dataclass
class Receiver:
    """`answers` are statuses, one after the other; the last one stays."""

    answers: list[int] = field(default_factory=lambda: [202])
    location: str = ""
    body: bytes = b""
    received: list[Received] = field(default_factory=list)
    open: list[asyncio.StreamWriter] = field(default_factory=list)
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open.append(writer)
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        lines = (line.partition(": ") for line in head[1:] if line)
        headers = {name.lower(): value for name, _, value in lines}
        body = await reader.readexactly(int(headers["content-length"]))
        self.received.append(Received(head[0].split(" ")[1], headers, body))
        status = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if status == HANG_UP:
            writer.close()
        elif status != HANG:
            more = f"location: {self.location}\r\n" if self.location else ""
            start = f"HTTP/1.1 {status} X\r\n{more}content-length: {len(self.body)}\r\n\r\n"
            writer.write(start.encode() + self.body)


@asynccontextmanager
async def receiving(receiver: Receiver, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """Its URL at 127.0.0.1."""
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0, ssl=tls)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{receiver.port}/messages?team=7"
    finally:
        server.close()
        for writer in receiver.open:
            writer.close()
        await server.wait_closed()
