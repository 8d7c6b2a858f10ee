"""Ripe seeds go back once, their member is told once, and the ledger stays right."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from rewards.refusal import Refusal
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.jobs.by_name import run_by_name
from service.members.states import State
from service.programme_demo import DEMO
from service.store.schema.page import INBOX, TRANSFERS
from service.store.schema.slot import Slot, SlotState
from tests.flows.world import World
from tests.jobs.toy import QUICK, open_toys
from tests.people import ALICE, BOB, CHARLIE, NOON


@pytest.fixture
async def world(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[World]:
    store = (await open_toys(mongo_url, database_name)).store
    yield World(Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO))
    report = await check(store)
    await store.close()
    assert report.green, report.violations


async def run(world: World, as_of: str | None = None) -> Slot:
    slot = await run_by_name(
        world.context, "wither_seeds", as_of, stop=asyncio.Event(), effort=QUICK
    )
    assert not isinstance(slot, Refusal)
    assert slot.state is SlotState.DONE, slot.error
    return slot


def withered(database: Any) -> list[Any]:
    return [TRANSFERS.decode(raw) for raw in database.transfers.find({"reason": "wither"})]


async def test_what_nobody_collected_goes_back_and_its_member_is_told(
    world: World, database: Any
) -> None:
    alice, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym)
    world.later(days=1)
    await world.complete(pseudonym)
    at = world.later(days=29, hours=1)
    assert (await run(world)).progress.done == 1
    assert (await world.account(alice)).purse.ripe == 20
    assert [(one.amount, one.at, one.account) for one in withered(database)] == [
        (20, at, alice.account)
    ]
    told = [INBOX.decode(raw) for raw in database.inbox.find({"kind": "seeds_withered"})]
    assert [one.parameters for one in told] == [{"seeds": 20, "awards": 1}]
    events = list(database.outbox.find({"kind": "seeds_withered"}))
    assert [one["account"] for one in events] == [alice.account]


async def test_it_happens_once_however_often_it_runs(world: World, database: Any) -> None:
    _, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym)
    world.later(days=31)
    for _ in range(3):
        await run(world)
        world.later(minutes=1)
    assert len(withered(database)) == 1
    assert database.inbox.count_documents({"kind": "seeds_withered"}) == 1


async def test_as_of_an_earlier_time_only_what_was_due_then_goes(
    world: World, database: Any
) -> None:
    alice, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym)
    world.later(days=1)
    await world.complete(pseudonym)
    world.later(days=40)
    as_of = NOON + timedelta(days=30)
    await run(world, (as_of - timedelta(milliseconds=1)).isoformat())
    assert not withered(database)
    await run(world, as_of.isoformat())
    assert len(withered(database)) == 1
    assert (await world.account(alice)).purse.ripe == 20
    await run(world)
    assert (await world.account(alice)).purse.ripe == 0


async def test_what_was_collected_in_time_stays_and_the_paused_lose_nothing(
    world: World, database: Any
) -> None:
    people = [await world.linked(person) for person in (ALICE, BOB, CHARLIE)]
    for _, pseudonym in people:
        await world.complete(pseudonym)
    (alice, _), (bob, _), (charlie, _) = people
    await world.collect(alice)
    paused = {"$set": {"state": State.PAUSED.value}}
    database.accounts.update_one({"_id": bob.account}, paused)
    database.members.update_one({"_id": bob.member}, paused)
    world.later(days=31)
    await run(world)
    purses = [(await world.account(who)).purse for who in (alice, bob, charlie)]
    assert [(one.seeds, one.ripe) for one in purses] == [(20, 0), (0, 20), (0, 0)]


async def test_members_who_collect_at_the_same_moment_win_or_lose_whole(
    world: World, database: Any
) -> None:
    alice, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym)
    clock = FixedClock(NOON + timedelta(days=31))
    late = Context(store=world.context.store, clock=clock, programme=world.context.programme)
    await asyncio.gather(run(World(late)), *(world.collect(alice) for _ in range(20)))
    purse = (await world.account(alice)).purse
    assert (purse.ripe, purse.seeds + sum(one.amount for one in withered(database))) == (0, 20)
    assert database.transfers.count_documents({}) == 2
