"""A real database with a ledger in it, and days of a few leaves a chunk."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from rewards.ledger.days import closing, tree, verify_day
from service.flows.context import Context
from service.ledger import gather
from tests.jobs.toy import open_toys
from tests.ledger.book import Book

FEW = 4


@pytest.fixture
def database(admin: Any, database_name: str) -> Any:
    """The database through another client, for looking and for damage."""
    return admin[database_name]


@pytest.fixture
async def context(mongo_url: str, database_name: str) -> AsyncIterator[Context]:
    opened = await open_toys(mongo_url, database_name)
    yield opened
    await opened.store.close()


@pytest.fixture
def book(context: Context, database: Any) -> Book:
    return Book(context, database)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of 4 leaves."""
    for module in (closing, tree, verify_day, gather):
        monkeypatch.setattr(module, "CHUNK", FEW)
