"""Two processes on one database: what one of them does, the other has to know."""

from collections.abc import AsyncIterator
from typing import NamedTuple

import pytest

from tests.http.doors import Doors, open_doors


class Pair(NamedTuple):
    """Two applications with keys, stores and clocks of their own."""

    one: Doors
    two: Doors


@pytest.fixture
async def pair(mongo_url: str, database_name: str) -> AsyncIterator[Pair]:
    """On the test's own database, without limits."""
    async with (
        open_doors(mongo_url, database_name) as one,
        open_doors(mongo_url, database_name) as two,
    ):
        yield Pair(one, two)
