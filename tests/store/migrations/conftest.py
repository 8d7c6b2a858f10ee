"""A database that no migration has seen yet."""

from collections.abc import AsyncIterator

import pytest

from service.store.connect import DRIVERS, OPTIONS
from service.store.driver.port import Driver


@pytest.fixture(params=["pymongo", "motor"])
async def driver(
    request: pytest.FixtureRequest, mongo_url: str, unused_name: str
) -> AsyncIterator[Driver]:
    opened = DRIVERS[request.param](mongo_url, unused_name, **OPTIONS)
    yield opened
    await opened.close()
