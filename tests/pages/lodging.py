"""The product's application in a process that stays, while databases come and go.

A server takes two seconds to start, most of them for reading its own code twice. Here the process
is started once, and for each test `service.app` makes a new application in it: its settings, its
connection, its jobs and all that it knows begin and end with the test.
"""

import asyncio
import json
import os
from typing import Any, Protocol

from service.app import application as make_application

ROOM = "/room"


class Asgi(Protocol):
    """What the server calls."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None: ...


class Lodging:
    """Passes everything on to the application that lives here now, if there is one."""

    def __init__(self) -> None:
        self._app: Asgi | None = None
        self._over = asyncio.Event()
        self._life: asyncio.Task[None] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._lives(receive, send)
        elif scope["path"] == ROOM:
            await self._moves((await receive())["body"])
            await _answers(send)
        elif self._app is not None:
            await self._app(scope, receive, send)
        else:
            await _answers(send)

    async def _lives(self, receive: Any, send: Any) -> None:
        while (message := await receive())["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        await self._moves(b"{}")
        await send({"type": message["type"] + ".complete"})

    async def _moves(self, body: bytes) -> None:
        """Out, and in with what the body says; nothing is said of who only leaves."""
        if self._life is not None:
            self._over.set()
            await self._life
            self._app = self._life = None
        wanted = json.loads(body)
        if wanted:
            _says_everything_to(wanted["log"])
            os.environ["SEEDBANK_DATABASE"] = wanted["database"]
            self._life = await self._begun()

    async def _begun(self) -> asyncio.Task[None]:
        app, begun, self._over = make_application(), asyncio.Event(), asyncio.Event()

        async def live() -> None:
            async with app.lifespan():
                begun.set()
                await self._over.wait()

        # One task for all of it: a request that says so begins a life, and another one ends it.
        life, ready = asyncio.create_task(live()), asyncio.create_task(begun.wait())
        await asyncio.wait((life, ready), return_when=asyncio.FIRST_COMPLETED)
        if not begun.is_set():
            ready.cancel()
            await life
        self._app = app
        return life


def _says_everything_to(log: str) -> None:
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for standard in (1, 2):
        os.dup2(file, standard)
    os.close(file)


async def _answers(send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def application() -> Lodging:
    """What the server process runs."""
    return Lodging()
