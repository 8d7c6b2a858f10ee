"""A database that was used before is as good as a new one."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.errors import WriteError

from service.store.connect import connect
from service.store.schema.page import COLLECTIONS
from tests.prepared import Prepared

Database = Any


@pytest.fixture
def pool(mongo_url: str, admin: MongoClient[dict[str, Any]]) -> Iterator[Prepared]:
    """A pool of the test's own, which has nothing in it yet."""
    databases = Prepared(mongo_url, admin)
    yield databases
    databases.drop()


def used(pool: Prepared, admin: Any, use: Callable[[Database], object]) -> tuple[str, str]:
    """The database that somebody used in this way, and the one that is lent next."""
    with pool.lent() as first:
        use(admin[first])
    with pool.lent() as second:
        return first, second


def test_what_was_written_is_gone(pool: Prepared, admin: Any) -> None:
    def write(database: Database) -> None:
        for name in ("counters", "probes", "idempotency"):
            database.command("collMod", name, validationLevel="off")
            database[name].insert_many([{"_id": "a"}, {"_id": "b"}])
            database.command("collMod", name, validationLevel="strict")

    first, second = used(pool, admin, write)
    assert first == second
    assert [name for name in COLLECTIONS if admin[second][name].count_documents({})] == []


def test_what_was_written_late_is_gone_too(pool: Prepared, admin: Any) -> None:
    with pool.lent() as name:
        pass
    admin[name].marks.insert_one({"_id": "late"})
    with pool.lent() as again:
        assert again == name
        assert "marks" not in admin[name].list_collection_names()


def test_a_collection_that_is_not_the_products_is_gone(pool: Prepared, admin: Any) -> None:
    first, second = used(pool, admin, lambda one: one.create_collection("marks"))
    assert first == second
    assert set(admin[second].list_collection_names()) == {*COLLECTIONS, "meta"}


@pytest.mark.parametrize("how", [{"validator": {}}, {"validationLevel": "off"}])
def test_a_validator_that_was_loosened_is_put_back(
    pool: Prepared, admin: Any, how: dict[str, Any]
) -> None:
    def loosen(database: Database) -> None:
        database.command("collMod", "accounts", **how)
        database.accounts.insert_one({"_id": "whatever"})

    first, second = used(pool, admin, loosen)
    assert first == second
    assert admin[second].accounts.count_documents({}) == 0
    with pytest.raises(WriteError):
        admin[second].accounts.insert_one({"_id": "whatever"})


@pytest.mark.parametrize(
    "harm",
    [
        lambda one: one.transfers.drop_index("account_1_at_-1__id_-1_reason_1"),
        lambda one: one.transfers.create_index([("amount", 1)]),
        lambda one: one.codes.drop(),
        lambda one: one.meta.drop(),
        lambda one: one.meta.update_one({"_id": "schema"}, {"$set": {"number": 1}}),
        lambda one: one.meta.insert_one({"_id": "lock", "owner": "somebody"}),
        lambda one: one.create_collection("view", viewOn="codes"),
        lambda one: one.command("profile", 2),
    ],
)
async def test_whose_schema_was_changed_is_not_lent_again(
    pool: Prepared, admin: Any, mongo_url: str, harm: Callable[[Database], object]
) -> None:
    def harmed(database: Database) -> None:
        harm(database)
        list(database.probes.find())  # a profile begins with the first thing it sees

    first, second = used(pool, admin, harmed)
    assert first != second
    assert first not in admin.list_database_names()
    await (await connect(mongo_url, second)).close()
    with pytest.raises(WriteError):
        admin[second].accounts.insert_one({"_id": "nobody"})


def test_two_at_once_have_one_each(pool: Prepared) -> None:
    with pool.lent() as one, pool.lent() as other:
        assert one != other
