"""A real store with the flows on it, and watches of several processes that follow it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from service.clock import FixedClock
from service.flows.context import Context
from service.keys import Keys
from service.live.closing import end
from service.programme_demo import DEMO
from service.sessions.watch import SessionWatch
from service.store.connect import connect
from tests.flows.world import World
from tests.people import NOON

SECRET = "a secret of at least 32 characters"
WITHIN_S = 1.0
"""What the design promises of a session's end."""


class Steady:
    """Seconds that only a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(params=["pymongo", "motor"])
def driver_name(request: pytest.FixtureRequest) -> str:
    """Streams differ between the drivers."""
    name: str = request.param
    return name


@pytest.fixture
async def world(mongo_url: str, database_name: str, driver_name: str) -> AsyncIterator[World]:
    """A programme that nobody has joined yet."""
    store = await connect(mongo_url, database_name, driver=driver_name)
    yield World(Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO))
    await store.close()


@pytest.fixture
def database(admin: Any, database_name: str) -> Any:
    """The same database through another client."""
    return admin[database_name]


@asynccontextmanager
async def watching(world: World, keys: Keys | None = None) -> AsyncIterator[SessionWatch]:
    """What one process knows, loaded and following."""
    watch = SessionWatch(world.context, keys or Keys(SECRET))
    task = asyncio.create_task(watch.run())
    await asyncio.wait_for(watch.ready.wait(), 10)
    try:
        yield watch
    finally:
        await end([task])


async def until(true: Callable[[], bool], within_s: float = WITHIN_S) -> None:
    """Waits for what arrives by itself."""
    async with asyncio.timeout(within_s):
        while not true():
            await asyncio.sleep(0.01)
