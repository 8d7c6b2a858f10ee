"""Coalesced reads: one query per tick, and the trouble of one is not the trouble of all."""

import asyncio
from typing import Any

import msgspec
import pytest
from pymongo import MongoClient
from pymongo.monitoring import CommandListener

from service.store.collection import Collection
from service.store.connect import DRIVERS, OPTIONS
from service.store.reads import IDS_MAX, Reads


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    count: int = 0


class Odd(Thing, frozen=True, kw_only=True):
    def __post_init__(self) -> None:
        if self.count < 0:
            raise LookupError("a defect in a type")


THINGS = Collection("things", Thing)
ODD = Collection("things", Odd)


class Finds(CommandListener):
    def __init__(self) -> None:
        self.sent: list[Any] = []

    def started(self, event: Any) -> None:
        if event.command_name == "find":
            self.sent.append(event.command)

    def succeeded(self, event: Any) -> None:
        pass

    def failed(self, event: Any) -> None:
        pass


@pytest.fixture
def finds() -> Finds:
    return Finds()


@pytest.fixture(params=["pymongo", "motor"])
async def reads(
    request: pytest.FixtureRequest,
    mongo_url: str,
    database_name: str,
    finds: Finds,
    admin: MongoClient[dict[str, Any]],
) -> Any:
    things = [THINGS.encode(Thing(id=f"{n}", count=n)) for n in range(1500)]
    admin[database_name].things.insert_many([*things, {"_id": "bad", "count": "many"}])
    admin[database_name].things.insert_one(THINGS.encode(Thing(id="minus", count=-1)))
    driver = DRIVERS[request.param](mongo_url, database_name, event_listeners=[finds], **OPTIONS)
    yield Reads(driver.db)
    await driver.close()


async def test_many_ids_take_as_few_queries_as_fit(reads: Reads, finds: Finds) -> None:
    found = await asyncio.gather(*(reads.get(THINGS, f"{n}") for n in range(1500)))
    assert [one and one.count for one in found] == list(range(1500))
    assert len(finds.sent) == -(-1500 // IDS_MAX)
    assert {one["readConcern"]["level"] for one in finds.sent} == {"majority"}


async def test_who_asks_for_the_same_shares_and_an_unknown_id_is_none(
    reads: Reads, finds: Finds
) -> None:
    one, two, none = await asyncio.gather(*(reads.get(THINGS, id_) for id_ in ("1", "1", "x")))
    assert one is two
    assert none is None
    assert len(finds.sent) == 1


async def test_one_who_goes_away_takes_the_answer_from_nobody(reads: Reads) -> None:
    gone = asyncio.ensure_future(reads.get(THINGS, "1"))
    stays = asyncio.ensure_future(reads.get(THINGS, "1"))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays == Thing(id="1", count=1)


@pytest.mark.parametrize(("collection", "bad"), [(THINGS, "bad"), (ODD, "minus")])
async def test_a_document_that_cannot_be_read_troubles_only_those_who_asked_for_it(
    reads: Reads, collection: Collection[Any], bad: str
) -> None:
    async with asyncio.timeout(5):
        results = await asyncio.gather(
            *(reads.get(collection, id_) for id_ in ("1", bad, "2")), return_exceptions=True
        )
    assert [isinstance(one, Exception) for one in results] == [False, True, False]


async def test_a_database_that_is_gone_is_everybodys_trouble(
    mongo_url: str, database_name: str
) -> None:
    driver = DRIVERS["pymongo"](mongo_url, database_name, **OPTIONS)
    reads = Reads(driver.db)
    await driver.close()
    results = await asyncio.gather(
        *(reads.get(THINGS, f"{n}") for n in range(3)), return_exceptions=True
    )
    assert all(isinstance(one, Exception) for one in results)
