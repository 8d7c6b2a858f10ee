"""Applications to knock at: one for all tests, and one of its own for who moves the clock."""

import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo import MongoClient

from tests.http.doors import Doors, open_doors


@pytest.fixture(scope="session")
async def doors(mongo_url: str, admin: MongoClient[dict[str, Any]]) -> AsyncIterator[Doors]:
    """Shared, without limits, its clock standing still. Each test brings people of its own."""
    name = f"test_{uuid.uuid4().hex}"
    async with open_doors(mongo_url, name) as opened:
        yield opened
    admin.drop_database(name)


@pytest.fixture
async def own_doors(mongo_url: str, database_name: str) -> AsyncIterator[Doors]:
    """The test's own, with the limits that the product has."""
    async with open_doors(mongo_url, database_name, rates=None) as opened:
        yield opened
