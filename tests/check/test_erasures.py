"""I13 is broken by whatever is left of somebody who was erased, and by nothing else."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from service.check.erasures import check_erasures
from service.clock import FixedClock
from service.flows.context import Context
from service.flows.membership.erase import ERASE, Erase
from service.programme_demo import DEMO
from tests.flows.membership.leaving import asks, closes, run_job
from tests.flows.rentals.scenes import customer
from tests.flows.world import World
from tests.jobs.toy import open_toys
from tests.people import ALICE, BOB, NOON


@pytest.fixture
def database(admin: Any, database_name: str) -> Any:
    return admin[database_name]


@pytest.fixture
async def world(mongo_url: str, database_name: str) -> AsyncIterator[World]:
    store = (await open_toys(mongo_url, database_name)).store
    yield World(Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO))
    await store.close()


async def said(world: World) -> list[str]:
    found = await check_erasures(world.context.store)
    assert {each.invariant for each in found} <= {"I13"}
    return sorted(each.sentence for each in found)


async def erased(world: World) -> str:
    alice, _ = await world.linked(ALICE)
    await world.linked(BOB)
    await closes(world, alice)
    await asks(world, alice)
    return str(alice.account)


async def test_at_every_stage_it_holds(world: World, database: Any) -> None:
    await erased(world)
    assert await said(world) == []
    await run_job(world)
    assert await said(world) == []
    world.later(days=46)
    await run_job(world)
    assert await said(world) == []


async def test_also_while_something_goes_on(world: World, database: Any) -> None:
    counter = await customer(world, database)
    await counter.in_state("returned")
    who = counter.who
    await world.apply(ERASE, Erase(account=who.account, member=who.member, replayed=True))
    assert await said(world) == []


@pytest.mark.parametrize(
    ("collection", "change", "sentence"),
    [
        ("accounts", {"state": "closing"}, "it is closing, its erasure swept"),
        ("accounts", {"muted": ["umbrella-kiosk"]}, "its muted is not blank"),
        ("accounts", {"adult_from": NOON}, "its adult_from is not blank"),
        ("ledger_salts", {"key": b"0" * 32}, "its salts can still be made"),
    ],
)
async def test_what_is_not_blank_is_told(
    world: World, database: Any, collection: str, change: dict[str, Any], sentence: str
) -> None:
    account = await erased(world)
    await run_job(world)
    database[collection].update_one({"_id": account}, {"$set": change})
    assert await said(world) == [sentence]


@pytest.mark.parametrize(
    ("collection", "days"),
    [("members", 0), ("pseudonyms", 0), ("inbox", 46), ("sessions", 46)],
)
async def test_a_row_that_is_left_is_told_when_it_should_be_gone(
    world: World, database: Any, collection: str, days: int
) -> None:
    account = await erased(world)
    await run_job(world)
    world.later(days=days)
    await run_job(world)
    raw = database[collection].find_one({"account": {"$ne": account}})
    database[collection].insert_one(raw | {"_id": "left", "account": account})
    assert await said(world) == [f"a row of it is left in {collection}"]
