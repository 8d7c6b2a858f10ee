"""One server, and the people of its database, for all tests of perks: whoever one is about joins
under a contact of their own, see `people.phone`."""

from collections.abc import AsyncIterator, Iterator

import pytest

from service.store.programmes import begin_programme
from tests.pages.crowd import Crowd, crowd
from tests.pages.perks.people import lending
from tests.pages.served import Served, served
from tests.prepared import Prepared


@pytest.fixture(scope="package")
def database_name(prepared: Prepared) -> Iterator[str]:
    with prepared.lent() as name:
        yield name


@pytest.fixture(scope="package")
async def people(mongo_url: str, database_name: str) -> AsyncIterator[Crowd]:
    async with crowd(mongo_url, database_name) as one:
        # Before there is a server, which would store the demo's.
        await begin_programme(one.world.context.store, lending())
        yield one


@pytest.fixture(scope="package")
def server(
    mongo_url: str, database_name: str, people: Crowd, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    log = tmp_path_factory.mktemp("perks") / "log"
    with served(mongo_url, database_name, log) as one:
        yield one
