"""A real SMTP server on this machine, which keeps what it takes."""

import asyncio
import ssl
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

LOGIN = LoginPassword(b"seedbank", b"hunter2/?")


class Taken:
    """The mail that was taken, and what is said to recipients."""

    def __init__(self, refuse: str = "") -> None:
        self.mail: list[Envelope] = []
        self.refuse = refuse

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's names
        self, _server: Any, _session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        self.mail.append(envelope)
        return "250 OK"


def _authenticate(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> Any:
    return AuthResult(success=data == LOGIN, handled=False)


@asynccontextmanager
async def mail_server(
    taken: Taken,
    *,
    starttls: ssl.SSLContext | None = None,
    implicit: ssl.SSLContext | None = None,
    login: bool = False,
) -> AsyncIterator[int]:
    """Its port at 127.0.0.1."""
    loop = asyncio.get_running_loop()

    def made() -> SMTP:
        with warnings.catch_warnings():
            # It does not know of TLS that was there before it.
            warnings.simplefilter("ignore", UserWarning)
            return SMTP(
                taken,
                hostname="mail.test",
                enable_SMTPUTF8=True,
                tls_context=starttls,
                require_starttls=starttls is not None,
                auth_required=login,
                auth_require_tls=starttls is not None,
                authenticator=_authenticate,
                loop=loop,
            )

    server = await loop.create_server(made, "127.0.0.1", 0, ssl=implicit)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()


@asynccontextmanager
async def speaking(*lines: bytes) -> AsyncIterator[int]:
    """The port of a server that says these lines, whatever it hears, and then nothing any more."""

    async def speak(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"".join(lines))
        over.append(writer)

    over: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for writer in over:
            writer.close()
        await server.wait_closed()
