"""HTTP by hand: cheap enough for a load, and it knows exactly what was sent and what was not."""

import asyncio
from dataclasses import dataclass, field

PATIENCE_S = 25.0  # a request that a living server does not answer by then is a defect


class Unanswered(Exception):
    """The connection ended, or was never made, before there was an answer.

    `sent`: the server may have read the request.
    """

    def __init__(self, sent: bool) -> None:
        super().__init__("sent" if sent else "not sent")
        self.sent = sent


@dataclass(frozen=True)
class Reply:
    """One answer. Names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Wire:
    """One kept-alive connection to a server on this machine, opened when it is needed."""

    port: int
    _stream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = field(default=None)

    async def send(
        self, method: str, path: str, headers: dict[str, str], body: bytes = b""
    ) -> Reply:
        """The answer to one request. Raises Unanswered; TimeoutError if the server stays silent."""
        lines = [f"{method} {path} HTTP/1.1", f"host: 127.0.0.1:{self.port}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        lines += [f"content-length: {len(body)}", "", ""]
        sent = False
        try:
            async with asyncio.timeout(PATIENCE_S):
                reader, writer = await self._open()
                writer.write("\r\n".join(lines).encode() + body)
                sent = True
                return await self._read(reader)
        except (OSError, asyncio.IncompleteReadError) as error:
            self.close()
            if isinstance(error, TimeoutError):
                raise
            raise Unanswered(sent) from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Lets the connection go."""
        if self._stream is not None:
            self._stream[1].close()
            self._stream = None

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._stream is not None and self._stream[0].at_eof():
            self.close()  # the server has said goodbye in the meantime
        if self._stream is None:
            self._stream = await asyncio.open_connection("127.0.0.1", self.port)
        return self._stream

    async def _read(self, reader: asyncio.StreamReader) -> Reply:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in head[1:] if line)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection") == "close":
            self.close()
        return Reply(int(head[0].split()[1]), headers, body)
