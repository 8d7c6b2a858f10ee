"""A store of toys on a real database."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
from pymongo import MongoClient

from service.store.connect import DRIVERS, OPTIONS
from service.store.path.limits import Limits
from service.store.store import Store
from tests.store.path.toy import JARS, TOYS, Jar

OpenStore = Callable[..., Awaitable[Store]]


@pytest.fixture(params=["pymongo", "motor"])
def driver_name(request: pytest.FixtureRequest) -> str:
    """Everything here holds on both drivers."""
    name: str = request.param
    return name


@pytest.fixture
def database_name(unused_name: str) -> str:
    """Toys have collections of their own, some under the product's names."""
    return unused_name


@pytest.fixture
async def open_store(
    mongo_url: str, database_name: str, driver_name: str
) -> AsyncIterator[OpenStore]:
    """Opens stores on one database, as so many processes would; closes them at the end."""
    async with AsyncExitStack() as stack:

        async def opened(**limits: Any) -> Store:
            driver = DRIVERS[driver_name](mongo_url, database_name, **OPTIONS)
            store = Store(driver, Limits(**limits), TOYS)
            stack.push_async_callback(store.close)
            return store

        yield opened


@pytest.fixture
def database(admin: MongoClient[dict[str, Any]], database_name: str) -> Any:
    """The same database through another client, with four empty jars in it."""
    database = admin[database_name]
    for name in TOYS:
        database.create_collection(name)
    database[JARS.name].insert_many([JARS.encode(Jar(id=f"j{n}")) for n in range(1, 5)])
    return database


class Locked:
    """Somebody else's open transaction on a jar, as a dead process would leave it."""

    def __init__(self, database: Any, jar: str) -> None:
        self._database, self._jar = database, jar

    def __enter__(self) -> "Locked":
        self._session = self._database.client.start_session()
        self._session.start_transaction()
        change = {"$set": {"lid": True}}
        self._database.accounts.update_one({"_id": self._jar}, change, session=self._session)
        return self

    def __exit__(self, *_: object) -> None:
        self._session.abort_transaction()
        self._session.end_session()
