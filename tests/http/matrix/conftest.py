"""One application for the whole matrix; each operation brings people of its own."""

import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo import MongoClient

from tests.http.doors import Doors, open_doors


@pytest.fixture(scope="session")
async def house(mongo_url: str, admin: MongoClient[dict[str, Any]]) -> AsyncIterator[Doors]:
    """Without limits, its clock standing still."""
    name = f"test_{uuid.uuid4().hex}"
    async with open_doors(mongo_url, name) as opened:
        yield opened
    admin.drop_database(name)
