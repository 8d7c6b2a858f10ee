"""A product in miniature: a real store, a clock that is set, and people who use the flows.

Every scenario ends with the proof that the ledger is right.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.programme_demo import DEMO
from service.store.connect import connect
from tests.flows.world import World
from tests.people import NOON

ON_BOTH_DRIVERS = frozenset(
    {
        "tasks/test_report_event",
        "games/test_guess_race",
        "rentals/test_rental_race",
        "invitations/test_attach_invitation_at_once",
        "operators/test_disable",
    }
)
"""Files of flows that run on both drivers: one alone, at once, through gates, on two stores. What
a driver may differ in is proved by `tests/store` on both; the other flows would only repeat it."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever asks for a world in one of those files asks twice."""
    path = metafunc.definition.path.relative_to(Path(__file__).parent).with_suffix("")
    if "driver_name" in metafunc.fixturenames and path.as_posix() in ON_BOTH_DRIVERS:
        metafunc.parametrize("driver_name", ["pymongo", "motor"])


@pytest.fixture
def driver_name() -> str:
    """Where nothing else is said."""
    return "pymongo"


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
