"""One server for every test of merchants' pages: each brings people and keys of its own."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from pymongo import MongoClient

from tests.flows.rentals.scenes import KEYS
from tests.pages.crowd import Crowd, crowd
from tests.pages.served import Served, served
from tests.prepared import Prepared


@pytest.fixture(scope="package")
def database_name(prepared: Prepared) -> Iterator[str]:
    """A database for all of them: what one has left there is none of another's business."""
    with prepared.lent() as name:
        yield name


@pytest.fixture(scope="package")
def server(
    mongo_url: str, database_name: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    log = tmp_path_factory.mktemp("merchant") / "log"
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("SEEDBANK_WEBHOOKS_LOOPBACK", "on")
        # What a test has sent out and looks for as waiting, nobody else may have told meanwhile.
        settings.setenv("SEEDBANK_JOBS", "off")
        with served(mongo_url, database_name, log) as one:
            yield one


@pytest.fixture
async def people(mongo_url: str, database_name: str, server: Served) -> AsyncIterator[Crowd]:
    """At this moment, whenever those before were."""
    async with crowd(mongo_url, database_name) as one:
        one.world._keys = next(KEYS)  # not those of the others in the same database
        yield one


@pytest.fixture
def database(admin: MongoClient[dict[str, Any]], database_name: str) -> Any:
    return admin[database_name]
