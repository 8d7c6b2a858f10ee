"""What the whole suite shares: one real MongoDB, and a database that a test has for itself.

One server per test process: with pytest-xdist that is one per worker. A server costs half a
second and 0.25 GB of cache, a worker that runs only pure tests starts none, and nobody has to
decide which worker stops a shared one. `TEST_MONGO_URL` names another replica set to test on.
"""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from service.store.embedded import Mongod, start_mongod
from tests.prepared import Prepared, fresh_name

STORE_FIXTURES = {"mongod", "mongo_url"}
CRASHES = ("faults", "jobs")
"""The folders in which `make test-crash` looks: to collect the others too takes long."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whatever asks for a database, directly or not, is a store test. Of several workers none is
    to be left with something long when the others have ended."""
    for item in items:
        if STORE_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.store)
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        if item.get_closest_marker("crash") and folder not in CRASHES:
            raise pytest.UsageError(f"{item.nodeid}: `make test-crash` would not find it")
    if hasattr(config, "workerinput"):
        _long_ones_first(items)


def _long_ones_first(items: list[pytest.Item]) -> None:
    """By file: those with slow tests, and then those with many; each file's tests stay together."""
    tests = Counter(item.path for item in items)
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (item.path not in slow, -tests[item.path], item.path))


@pytest.fixture(scope="session")
def mongod(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mongod]:
    """The run's embedded server. A test that kills a server starts its own."""
    folder = tmp_path_factory.mktemp("mongod")
    with start_mongod(folder, cache_gb=0.25) as server:
        _forget_soon(server)
        yield server
    shutil.rmtree(folder)


def _forget_soon(server: Mongod) -> None:
    """A database has some ninety files, which the server keeps open until nobody could read their
    history any more: with its own five minutes a run of thousands of tests has too many."""
    with MongoClient[dict[str, Any]](server.url) as client:
        client.admin.command({"setParameter": 1, "minSnapshotHistoryWindowInSeconds": 10})
        client.admin.command({"setParameter": 1, "syncdelay": 10.0})


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """A folder for a server of the test's own: 300 MB, too much to keep as pytest keeps others."""
    yield tmp_path
    shutil.rmtree(tmp_path)


@pytest.fixture(scope="session")
def mongo_url(request: pytest.FixtureRequest) -> str:
    """A replica set to connect to, as root."""
    url: str = os.environ.get("TEST_MONGO_URL") or request.getfixturevalue("mongod").url
    with MongoClient[dict[str, Any]](url) as client:
        # For the whole run: most tests live in a March that is over, and what they expect to find
        # would be garbage.
        client.admin.command({"setParameter": 1, "ttlMonitorEnabled": False})
    return url


@pytest.fixture(scope="session")
def admin(mongo_url: str) -> Iterator[MongoClient[dict[str, Any]]]:
    """A synchronous client for preparing and looking, apart from the code under test."""
    client: MongoClient[dict[str, Any]] = MongoClient(mongo_url, tz_aware=True)
    with client:
        yield client


@pytest.fixture(scope="session")
def prepared(mongo_url: str, admin: MongoClient[dict[str, Any]]) -> Iterator[Prepared]:
    """Databases that have the schema already."""
    databases = Prepared(mongo_url, admin)
    yield databases
    databases.drop()


@pytest.fixture
def database_name(prepared: Prepared) -> Iterator[str]:
    """A database for the test alone: empty, its schema up to date."""
    with prepared.lent() as name:
        yield name


@pytest.fixture
def unused_name(admin: MongoClient[dict[str, Any]]) -> Iterator[str]:
    """A database that there is not yet, for who makes or changes a schema."""
    name = fresh_name()
    yield name
    admin.drop_database(name)
