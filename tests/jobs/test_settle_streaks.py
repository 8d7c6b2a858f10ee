"""Streaks: full weeks are paid once, by whoever comes first: an event or the job."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from rewards.refusal import Refusal
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.jobs.by_name import run_by_name
from service.members.states import State
from service.programme_demo import DEMO
from service.store.schema.slot import Slot, SlotState
from tests.flows.world import World
from tests.jobs.toy import QUICK, open_toys
from tests.people import ALICE, BOB, NOON


@pytest.fixture
async def world(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[World]:
    store = (await open_toys(mongo_url, database_name)).store
    yield World(Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO))
    report = await check(store)
    await store.close()
    assert report.green, report.violations


async def run(world: World) -> Slot:
    slot = await run_by_name(
        world.context, "settle_streaks", None, stop=asyncio.Event(), effort=QUICK
    )
    assert not isinstance(slot, Refusal)
    assert slot.state is SlotState.DONE, slot.error
    return slot


async def week(world: World, member: str, days: int = 7) -> None:
    for _ in range(days):
        await world.complete(member)
        world.later(days=1)


async def test_a_week_is_paid_once_its_days_are_final(world: World, database: Any) -> None:
    alice, member = await world.linked(ALICE)
    await week(world, member)
    await run(world)
    assert database.transfers.count_documents({"reason": "streak"}) == 0
    world.later(days=3)
    for _ in range(3):
        await run(world)
    paid = list(database.transfers.find({"reason": "streak"}))
    assert [(one["_id"], one["amount"]) for one in paid] == [
        (f"streak:{alice.account}:2026-03-10", 25)
    ]
    assert database.evidence.count_documents({"kind": "streak_week"}) == 1
    told = list(database.inbox.find({"kind": "streak_week"}))
    assert [one["parameters"] for one in told] == [{"weeks": 1, "seeds": 25}]
    assert (await world.account(alice)).purse.ripe == 7 * 20 + 25


async def test_a_job_and_an_event_at_once_pay_one_week(world: World, database: Any) -> None:
    _, member = await world.linked(ALICE)
    await week(world, member, 10)
    world.later(days=3)
    await asyncio.gather(run(world), *(world.complete(member, event=f"e{n}") for n in range(5)))
    assert database.transfers.count_documents({"reason": "streak"}) == 1


async def test_weeks_in_a_row_pay_more(world: World, database: Any) -> None:
    _, member = await world.linked(ALICE)
    await week(world, member, 21)
    world.later(days=3)
    await run(world)
    paid = database.transfers.find({"reason": "streak"}).sort("_id", 1)
    assert [one["amount"] for one in paid] == [25, 50, 75]


async def test_a_day_taken_back_in_time_breaks_the_week(world: World, database: Any) -> None:
    _, member = await world.linked(ALICE)
    days = []
    for _ in range(7):
        days.append(world.clock.domain_now())
        await world.complete(member, event="e", event_at=days[-1])
        world.later(days=1)
    await world.reverse(member, event="e", event_at=days[-1])
    world.later(days=3)
    await run(world)
    assert database.transfers.count_documents({"reason": "streak"}) == 0


async def test_a_paused_streak_waits(world: World, database: Any) -> None:
    bob, member = await world.linked(BOB)
    await week(world, member)
    database.accounts.update_one({"_id": bob.account}, {"$set": {"state": State.PAUSED.value}})
    world.later(days=9)
    await run(world)
    assert len((await world.account(bob)).streak.recent) > 0
    assert database.transfers.count_documents({"reason": "streak"}) == 0
