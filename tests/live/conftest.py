"""A real store with the flows on it, and a feed that follows it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from service.clock import FixedClock
from service.flows.context import Context
from service.live.feed import Feed
from service.programme_demo import DEMO
from service.store.connect import connect
from tests.flows.world import World
from tests.people import NOON

BOARD = DEMO.boards[0].id
WITHIN_S = 1.0
"""What the design promises: a withdrawal is seen by boards within a second."""


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
async def feed(world: World) -> AsyncIterator[Feed]:
    """Loaded from what is there, and following. Ask for it after the history it should load."""
    feed = Feed(world.context)
    task = asyncio.create_task(feed.run())
    await asyncio.wait_for(feed.ready.wait(), 10)
    yield feed
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
def database(admin: Any, database_name: str) -> Any:
    """The same database through another client."""
    return admin[database_name]


async def until(true: Callable[[], bool], within_s: float = WITHIN_S) -> None:
    """Waits for what arrives by itself."""
    async with asyncio.timeout(within_s):
        while not true():
            await asyncio.sleep(0.01)


def ranks(feed: Feed) -> list[tuple[int, str, int]]:
    """Rank, name and value of everybody shown this week."""
    model = feed.model
    assert model is not None
    index = model.boards[BOARD]
    rows = index.standings(index.season_at(feed.domain_now())).top(100)
    return [(each.rank, model.names[each.standing.account], each.standing.value) for each in rows]
