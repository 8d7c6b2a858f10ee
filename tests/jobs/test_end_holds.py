"""What nobody took in time can be had again: once, to the millisecond, and its member is told."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from rewards.ledger.spending.spending import SpendingState
from rewards.refusal import Refusal
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.jobs.by_name import run_by_name
from service.jobs.next_work import holds_end
from service.members.states import State
from service.programme_demo import DEMO
from service.store.schema.slot import Slot, SlotState
from tests.flows.spending.scenes import Till, payer
from tests.flows.world import World
from tests.jobs.toy import QUICK, open_toys
from tests.people import BOB, DAY, HOUR, MINUTE, NOON

MOMENT = timedelta(milliseconds=1)


@pytest.fixture
async def till(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[Till]:
    store = (await open_toys(mongo_url, database_name)).store
    world = World(Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO))
    yield await payer(world)
    report = await check(store)
    await store.close()
    assert report.green, report.violations


async def run(till: Till, as_of: datetime | None = None) -> Slot:
    text = None if as_of is None else as_of.isoformat()
    slot = await run_by_name(
        till.world.context, "end_holds", text, stop=asyncio.Event(), effort=QUICK
    )
    assert not isinstance(slot, Refusal)
    assert slot.state is SlotState.DONE, slot.error
    return slot


async def test_what_is_over_ends_and_what_is_not_goes_on(till: Till, database: Any) -> None:
    one, two = [(await till.set_aside(5, minutes=minutes)).id for minutes in (15, 16)]
    three = (await till.set_aside(5, minutes=60)).id
    at = till.world.later(minutes=20)
    assert (await run(till)).progress.done == 1
    for hold in (one, two):
        ended = await till.spending(hold)
        assert (ended.state, ended.state_at) == (SpendingState.ENDED, at)
    assert (await till.spending(three)).state is SpendingState.HELD
    assert await till.seeds() == (20, 15)
    told = [each["parameters"]["hold"] for each in database.inbox.find({"kind": "hold_ended"})]
    assert sorted(told) == sorted((one, two))
    assert database.transfers.count_documents({}) == 2


async def test_an_end_is_an_end_to_the_millisecond_and_comes_once(
    till: Till, database: Any
) -> None:
    hold = (await till.set_aside(5, minutes=15)).id
    till.world.later(days=1)
    await run(till, NOON + 15 * MINUTE - MOMENT)
    assert (await till.spending(hold)).state is SpendingState.HELD
    for as_of in (NOON + 15 * MINUTE, NOON + HOUR, None):
        await run(till, as_of)
    assert (await till.spending(hold)).state is SpendingState.ENDED
    assert database.inbox.count_documents({"kind": "hold_ended"}) == 1


async def test_it_ends_for_the_paused_too(till: Till, database: Any) -> None:
    hold = (await till.set_aside(5)).id
    database.accounts.update_one({"_id": till.who.account}, {"$set": {"state": State.PAUSED.value}})
    database.members.update_one({"_id": till.who.member}, {"$set": {"state": State.PAUSED.value}})
    till.world.later(hours=1)
    await run(till)
    assert (await till.spending(hold)).state is SpendingState.ENDED
    assert await till.seeds() == (20, 20)


async def test_seeds_that_come_back_late_are_good_for_a_week(till: Till) -> None:
    """The lot they left expires while they are set aside."""
    till.world.clock.set(datetime.fromisoformat("2027-03-31T12:00:00+00:00"))
    await till.set_aside(5, minutes=1_440)
    at = till.world.later(days=2)
    await run(till)
    purse = (await till.world.account(till.who)).purse
    back = [lot for lot in purse.lots if lot.expires_at > at]
    assert [lot.amount for lot in back] == [5]
    assert at + 7 * DAY <= back[0].expires_at < at + 8 * DAY


async def test_the_next_work_is_the_earliest_end_of_all(till: Till) -> None:
    context = till.world.context
    assert await holds_end(context) is None
    other = await payer(till.world, BOB)
    await till.set_aside(5, minutes=60)
    await other.set_aside(5, minutes=30)
    await other.set_aside(5, minutes=90)
    assert await holds_end(context) == NOON + 30 * MINUTE


async def test_the_check_finds_a_hold_that_nobody_ended(till: Till) -> None:
    hold = (await till.set_aside(5, minutes=15)).id
    late = NOON + 15 * MINUTE + DAY
    store = till.world.context.store
    assert (await check(store, now=late)).green
    [found] = (await check(store, now=late + MOMENT)).violations
    assert (found.invariant, found.subject) == ("I5", hold)
