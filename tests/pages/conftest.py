"""A browser for the run, a server and a crowd for each test."""

import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser
from pymongo import MongoClient

from tests.pages.browser import PROGRAM, chromium
from tests.pages.crowd import Crowd, crowd
from tests.pages.served import Lodged, Served, served


@pytest.fixture(scope="session")
def program() -> str:
    """The browser of the machine."""
    if not Path(PROGRAM).exists():
        pytest.skip(f"there is no {PROGRAM}")
    return PROGRAM


@pytest.fixture(scope="session")
async def browser(program: str) -> AsyncIterator[Browser]:
    async with chromium(program) as one:
        yield one


@pytest.fixture
async def people(mongo_url: str, database_name: str) -> AsyncIterator[Crowd]:
    async with crowd(mongo_url, database_name) as one:
        yield one


@pytest.fixture(scope="session")
def lodged(mongo_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lodged]:
    """The process in which the tests' servers live, one after another."""
    one = Lodged(mongo_url, tmp_path_factory.mktemp("lodged") / "log")
    try:
        one.start()
        yield one
    finally:
        if one.running:
            one.stop()


@pytest.fixture
def server(lodged: Lodged, database_name: str, tmp_path: Path, people: Crowd) -> Iterator[Served]:
    with lodged.at(database_name, tmp_path / "log") as one:
        yield one


@pytest.fixture
def own_server(
    mongo_url: str, database_name: str, tmp_path: Path, people: Crowd
) -> Iterator[Served]:
    """A process of its own, for who stops it."""
    with served(mongo_url, database_name, tmp_path / "log") as one:
        yield one


@pytest.fixture(scope="session")
def empty_server(
    mongo_url: str, admin: MongoClient[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """One server for all tests of pages that are the same for everybody: nobody has joined."""
    name = f"test_{uuid.uuid4().hex}"
    with served(mongo_url, name, tmp_path_factory.mktemp("empty") / "log") as one:
        yield one
    admin.drop_database(name)
