"""One application per test, on a database of its own."""

from collections.abc import AsyncIterator

import pytest

from tests.http.doors import Doors, open_doors


@pytest.fixture
async def doors(mongo_url: str, database_name: str) -> AsyncIterator[Doors]:
    """Without limits: the whole suite calls from one address."""
    async with open_doors(mongo_url, database_name) as opened:
        yield opened
