"""A product in miniature: a real store, a clock that is set, and people who use the flows.

Every scenario ends with the proof that the ledger is right.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.programme_demo import DEMO
from service.store.connect import connect
from tests.flows.world import World
from tests.people import NOON


@pytest.fixture(params=["pymongo", "motor"])
def driver_name(request: pytest.FixtureRequest) -> str:
    """Every flow holds on both drivers."""
    name: str = request.param
    return name


@pytest.fixture
async def world(mongo_url: str, database_name: str, driver_name: str) -> AsyncIterator[World]:
    """A programme that nobody has joined yet."""
    store = await connect(mongo_url, database_name, driver=driver_name)
    context = Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO)
    yield World(context)
    report = await check(store)
    await store.close()
    assert report.green, report.violations


@pytest.fixture
def database(admin: Any, database_name: str) -> Any:
    """The same database through another client, for looking."""
    return admin[database_name]
