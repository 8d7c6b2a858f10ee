"""Migrations: once, in order, by one process at a time, and never backwards."""

import asyncio
from typing import Any

import pytest
from pymongo.errors import OperationFailure, PyMongoError, WriteError

from service.store.connect import DRIVERS, OPTIONS
from service.store.driver.port import Driver
from service.store.schema import migrate as module
from service.store.schema.lease import take
from service.store.schema.migrate import SchemaError, migrate
from service.store.schema.page import (
    PASSES,
)


class Steps:
    """Migrations that note when they begin and end."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def upto(self, count: int) -> dict[int, Any]:
        return {number: self._step(number) for number in range(1, count + 1)}

    def _step(self, number: int) -> Any:
        async def step(driver: Driver) -> None:
            self.seen.append(f"{number} begins")
            await driver.db["done"].update_one({"_id": number}, {"$inc": {"n": 1}}, upsert=True)
            self.seen.append(f"{number} ends")

        return step


async def number_of(driver: Driver) -> int | None:
    found = await driver.db["meta"].find_one({"_id": "schema"})
    return found and int(found["number"])


async def test_migrations_run_in_order_and_once(driver: Driver) -> None:
    steps = Steps()
    assert await migrate(driver, steps.upto(2)) == 2
    assert await migrate(driver, steps.upto(3)) == 3
    assert steps.seen == [f"{n} {what}" for n in (1, 2, 3) for what in ("begins", "ends")]


async def test_the_last_migration_lays_the_ground(driver: Driver) -> None:
    """Whichever is the last: one that is added after it takes this over."""
    await migrate(driver)
    passes: Any = driver.db[PASSES.name]
    before = await passes.index_information()
    await passes.drop_indexes()
    await driver.db.command("collMod", PASSES.name, validator={})
    last = max(module.MIGRATIONS)
    await driver.db["meta"].update_one({"_id": "schema"}, {"$set": {"number": last - 1}})
    await migrate(driver)
    assert await passes.index_information() == before
    with pytest.raises(WriteError):
        await passes.insert_one({"_id": "a pass that is none"})


async def test_an_index_that_a_longer_one_serves_is_dropped(driver: Driver) -> None:
    await migrate(driver)
    transfers: Any = driver.db["transfers"]
    await transfers.create_index([("account", 1), ("at", 1)])
    await driver.db["meta"].update_one({"_id": "schema"}, {"$set": {"number": 3}})
    await migrate(driver)
    names = set(await transfers.index_information())
    assert "account_1_at_1" not in names
    assert "account_1_at_-1__id_-1_reason_1" in names


async def test_the_real_ones_can_be_repeated(driver: Driver) -> None:
    await migrate(driver)
    await driver.db["meta"].delete_many({})
    await migrate(driver)


async def test_of_many_at_once_one_works_and_the_others_wait(driver: Driver) -> None:
    steps = Steps()
    assert await asyncio.gather(*(migrate(driver, steps.upto(2)) for _ in range(5))) == [2] * 5
    assert steps.seen == ["1 begins", "1 ends", "2 begins", "2 ends"]


async def test_a_newer_schema_is_refused_and_nothing_runs(driver: Driver) -> None:
    steps = Steps()
    await migrate(driver, steps.upto(3))
    with pytest.raises(SchemaError, match="schema 3, and this program knows only 2"):
        await migrate(driver, steps.upto(2))


async def test_a_crash_half_way_repeats_that_one_and_not_those_before(driver: Driver) -> None:
    steps = Steps()

    async def crash(_driver: Driver) -> None:
        raise RuntimeError("half-way")

    with pytest.raises(RuntimeError):
        await migrate(driver, {**steps.upto(1), 2: crash})
    assert await number_of(driver) == 1
    await migrate(driver, steps.upto(2))
    assert steps.seen == ["1 begins", "1 ends", "2 begins", "2 ends"]


async def test_a_slow_process_whose_lease_ran_out_does_not_turn_the_number_back(
    driver: Driver,
) -> None:
    steps = Steps()

    async def overtaken(driver: Driver) -> None:
        await driver.db["meta"].delete_one({"_id": "lock"})
        await migrate(driver, steps.upto(3))

    assert await migrate(driver, {**steps.upto(3), 1: overtaken}) == 3
    assert await number_of(driver) == 3
    assert steps.seen.count("2 begins") == 1


async def test_a_lease_that_is_held_is_waited_for_and_then_given_up(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT_S_MAX", 0.2)
    await take(driver.db["meta"], "somebody")
    with pytest.raises(SchemaError, match="another process has been migrating"):
        await migrate(driver, Steps().upto(1))


@pytest.mark.parametrize("name", ["pymongo", "motor"])
async def test_a_migration_may_take_longer_than_any_request(
    mongo_url: str, unused_name: str, name: str
) -> None:
    async def slow(driver: Driver) -> None:
        await driver.db["rows"].update_one({"_id": 1}, {"$set": {"n": 1}}, upsert=True)
        await driver.db["rows"].find_one({"$where": "sleep(400) || true"})

    driver = DRIVERS[name](mongo_url, unused_name, **OPTIONS | {"timeoutMS": 200})
    with pytest.raises(PyMongoError):
        await slow(driver)
    assert await migrate(driver, {1: slow}) == 1
    await driver.close()


async def test_what_the_server_refuses_is_not_hidden(driver: Driver) -> None:
    async def wrong(driver: Driver) -> None:
        await driver.db.command("noSuchCommand")

    with pytest.raises(OperationFailure):
        await migrate(driver, {1: wrong})
    assert await take(driver.db["meta"], "the next")
