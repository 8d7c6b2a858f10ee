"""Lots go back at their end, once, whoever is late; the paused lose nothing."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rewards.refusal import Refusal
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.jobs.by_name import run_by_name
from service.members.consents import Purpose
from service.members.states import State
from service.programme_demo import DEMO
from service.store.schema.page import INBOX, TRANSFERS
from service.store.schema.slot import Slot, SlotState
from tests.flows.world import World
from tests.jobs.toy import QUICK, open_toys
from tests.people import ALICE, BOB, CHARLIE, NOON, UMBRELLA_KIOSK

MARCH_ENDS = datetime(2027, 4, 1, tzinfo=UTC)
"""When what was collected in March 2026 expires."""
MOMENT = timedelta(milliseconds=1)


@pytest.fixture
async def world(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[World]:
    store = (await open_toys(mongo_url, database_name)).store
    yield World(Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO))
    report = await check(store)
    await store.close()
    assert report.green, report.violations


async def run(world: World, as_of: datetime | None = None) -> Slot:
    text = None if as_of is None else as_of.isoformat()
    slot = await run_by_name(
        world.context, "expire_seeds", text, stop=asyncio.Event(), effort=QUICK
    )
    assert not isinstance(slot, Refusal)
    assert slot.state is SlotState.DONE, slot.error
    return slot


def expired(database: Any) -> list[Any]:
    return [TRANSFERS.decode(raw) for raw in database.transfers.find({"reason": "expire"})]


async def test_a_lot_goes_back_at_its_end_and_its_member_is_told(
    world: World, database: Any
) -> None:
    alice, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym)
    await world.collect(alice)
    world.later(days=28)  # into April
    await world.complete(pseudonym)
    await world.collect(alice)
    world.clock.set(MARCH_ENDS + timedelta(hours=5))
    assert (await run(world)).progress.done == 1
    assert (await world.account(alice)).purse.seeds == 20
    [gone] = expired(database)
    assert (gone.amount, gone.account, gone.at) == (20, alice.account, world.clock.domain_now())
    assert gone.id == f"expire:{alice.account}:2027-04-01"
    told = [INBOX.decode(raw) for raw in database.inbox.find({"kind": "seeds_expired"})]
    assert [one.parameters for one in told] == [{"seeds": 20, "lots": 1}]
    events = list(database.outbox.find({"kind": "seeds_expired"}))
    assert [one["account"] for one in events] == [alice.account]


async def test_an_end_is_an_end_to_the_millisecond_and_happens_once(
    world: World, database: Any
) -> None:
    alice, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym)
    await world.collect(alice)
    world.clock.set(MARCH_ENDS + timedelta(days=40))
    await run(world, MARCH_ENDS - MOMENT)
    assert (await world.account(alice)).purse.seeds == 20
    for as_of in (MARCH_ENDS, MARCH_ENDS + MOMENT, None):
        await run(world, as_of)
        world.later(minutes=1)
    assert (await world.account(alice)).purse.seeds == 0
    assert len(expired(database)) == 1
    assert database.inbox.count_documents({"kind": "seeds_expired"}) == 1


async def test_the_paused_lose_nothing_and_nobody_loses_what_is_ripe(
    world: World, database: Any
) -> None:
    people = [await world.linked(person) for person in (ALICE, BOB, CHARLIE)]
    for who, pseudonym in people:
        await world.complete(pseudonym)
        await world.collect(who)
    (alice, _), (bob, _), (charlie, _) = people
    paused = {"$set": {"state": State.PAUSED.value}}
    database.accounts.update_one({"_id": bob.account}, paused)
    database.members.update_one({"_id": bob.member}, paused)
    world.clock.set(MARCH_ENDS - timedelta(days=1))
    # A year later, the first consent has ended.
    again = await world.grant(charlie, Purpose.TASK_EVENTS, UMBRELLA_KIOSK)
    await world.complete(again.pseudonym)
    world.later(days=2)
    await run(world)
    purses = [(await world.account(who)).purse for who in (alice, bob, charlie)]
    assert [(one.seeds, one.ripe) for one in purses] == [(0, 0), (20, 0), (0, 20)]
