"""Coalesced reads: one query per tick, and the trouble of one is not the trouble of all."""

import asyncio
from typing import Any

import msgspec
import pytest
from pymongo import MongoClient
from pymongo.monitoring import CommandListener

from service.store.collection import Collection
from service.store.connect import DRIVERS, OPTIONS
from service.store.owner import EVERYBODY, Owner, OwnerMissing, of_account, of_merchant
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


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    account: str
    merchant: str = "kiosk"


KEPT = Collection("kept", Kept, owners=("account", "merchant"))
OWN = Collection("kept", Kept, owners=("id",))


@pytest.fixture
def kept(admin: MongoClient[dict[str, Any]], database_name: str) -> None:
    rows = [Kept(id="a1", account="alice"), Kept(id="b1", account="bob", merchant="bikes")]
    admin[database_name].kept.insert_many([KEPT.encode(row) for row in rows])


async def test_what_belongs_to_another_is_as_if_it_did_not_exist(
    reads: Reads, finds: Finds, kept: None
) -> None:
    alice, bob, kiosk = of_account("alice"), of_account("bob"), of_merchant("kiosk")
    found = await asyncio.gather(
        reads.get(KEPT, "a1", alice),
        reads.get(KEPT, "b1", alice),
        reads.get(KEPT, "a1", bob),
        reads.get(KEPT, "none", bob),
        reads.get(KEPT, "b1", kiosk),
        reads.get(KEPT, "a1", kiosk),
        reads.get(KEPT, "b1", EVERYBODY),
    )
    assert [None if each is None else each.id for each in found] == [
        "a1", None, None, None, None, "a1", "b1",
    ]  # fmt: skip
    # One query for each kind of owner, who is part of it.
    assert {str(sorted(sent["filter"])) for sent in finds.sent} == {
        "['_id', 'account']",
        "['_id', 'merchant']",
        "['_id']",
    }


async def test_the_database_itself_never_sends_another_s_document(
    reads: Reads, finds: Finds, kept: None
) -> None:
    assert await reads.get(KEPT, "b1", of_account("alice")) is None
    assert finds.sent[-1]["filter"] == {"_id": {"$in": ["b1"]}, "account": {"$in": ["alice"]}}


async def test_where_the_id_is_the_owner_s_another_id_asks_nobody(
    reads: Reads, finds: Finds, kept: None
) -> None:
    assert await reads.get(OWN, "b1", Owner("id", "a1")) is None
    assert finds.sent == []
    found = await reads.get(OWN, "a1", Owner("id", "a1"))
    assert found is not None


@pytest.mark.parametrize("owner", [None, Owner("id", "a1"), Owner("inviter", "alice")])
async def test_who_does_not_say_for_whom_reads_nothing(
    reads: Reads, finds: Finds, owner: Owner | None
) -> None:
    with pytest.raises(OwnerMissing):
        await reads.get(KEPT, "a1", owner)
    with pytest.raises(OwnerMissing):
        await reads.get(THINGS, "1", of_account("alice"))
    assert finds.sent == []
