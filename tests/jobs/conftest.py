"""A real database with slots and marks in it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from service.flows.context import Context
from service.store.slots import Slots, slots_of
from tests.jobs.toy import MARKS, open_toys


@pytest.fixture
def database(admin: Any, database_name: str) -> Any:
    """The database through another client, for looking."""
    database = admin[database_name]
    database.create_collection(MARKS.name)
    return database


@pytest.fixture
async def context(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[Context]:
    """One process's means."""
    context = await open_toys(mongo_url, database_name)
    yield context
    await context.store.close()


@pytest.fixture
def slots(context: Context) -> Slots:
    return slots_of(context.store)
