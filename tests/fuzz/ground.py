"""A server with demo data, as a process of its own, and everything that opens its doors."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import msgspec
import structlog
import structlog.testing

from rewards.refusal import Refusal
from service.demo.settle import settle
from service.flows.context import Context
from service.flows.operators.add_operator import ADD_OPERATOR, AddOperator
from service.jobs.advance import advance
from service.keys.passwords import Passwords
from service.opening import keys_of, open_context
from service.operators.roles import Role
from service.programme import Programme
from service.programme_demo import DEMO
from service.settings import Settings
from service.store.connect import connect
from service.store.programmes import begin_programme
from tests.serving import SECRET, Serving, serving
from tests.unlimited import UNLIMITED

PASSWORD = "a password that opens only a test"
OPERATORS_AT_ONCE = 50
# Scores are published, seasons have ended, games are settled and others are open.
DAYS = timedelta(days=9)


@dataclass(frozen=True)
class Ground:
    """Where to call, and with what."""

    server: Serving
    settings: Settings

    @property
    def url(self) -> str:
        """The server's address."""
        return f"http://127.0.0.1:{self.server.port}"


@contextmanager
def ground(mongo_url: str, database: str, folder: Path) -> Iterator[Ground]:
    """The demo without limits, a week on; the server ends with the block."""
    settings = Settings(
        mongo_url=mongo_url, database=database, secret=SECRET, data_dir=folder, jobs="off"
    )
    with structlog.testing.capture_logs():  # hundreds of runs of jobs
        asyncio.run(_prepare(settings))
    given = {"mongo_url": mongo_url, "database": database, "secret": SECRET, "data_dir": folder}
    with serving(folder / "output", jobs="off", log_level="warning", **given) as server:
        yield Ground(server, settings)


def programme() -> Programme:
    """The demo's, with limits that nobody reaches."""
    numbers = msgspec.structs.replace(DEMO.numbers, rates=UNLIMITED)
    return msgspec.structs.replace(DEMO, id="fuzz", numbers=numbers)


async def _prepare(settings: Settings) -> None:
    store = await connect(settings.mongo_url or "", settings.database)
    try:
        await begin_programme(store, programme())
    finally:
        await store.close()
    async with open_context(settings) as context:
        await settle(context, keys_of(settings))
        moved = await advance(context, by=DAYS)
        assert not isinstance(moved, Refusal), moved


async def hire(settings: Settings, names: Sequence[str]) -> None:
    """Operators who may do everything, with `PASSWORD`."""
    hashed = await Passwords().make(PASSWORD)
    async with open_context(settings) as context:
        await asyncio.gather(*(_add(context, name, hashed) for name in names))


async def _add(context: Context, name: str, hashed: str) -> None:
    body = AddOperator(operator=name, roles=(Role.ADMIN,), reason="for a test")
    hired = await context.apply(ADD_OPERATOR, body, caller="console:test", key=None, ids=(hashed,))
    assert not isinstance(hired.answer, Refusal), hired
