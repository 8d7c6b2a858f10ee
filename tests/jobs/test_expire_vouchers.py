"""What nobody redeemed in time is given back: once, to the millisecond, and its member is told."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest
from bson.int64 import Int64

from rewards.perks.vouchers.voucher import VoucherState
from rewards.refusal import Refusal
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.jobs.by_name import run_by_name
from service.jobs.timetable import TIMETABLE
from service.members.states import State
from service.store.schema.slot import Slot, SlotState
from tests.flows.vouchers.scenes import Counter, buyer, selling
from tests.flows.world import World
from tests.jobs.toy import QUICK, open_toys
from tests.people import DAY, HOUR, MS, NOON

END = NOON + 14 * DAY


@pytest.fixture
async def counter(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[Counter]:
    store = (await open_toys(mongo_url, database_name)).store
    programme = selling(stock=2)
    world = World(Context(store=store, clock=FixedClock(NOON), programme=lambda: programme))
    yield await buyer(world)
    report = await check(store, now=world.clock.domain_now())
    await store.close()
    assert report.green, report.violations


async def run(counter: Counter, as_of: datetime | None = None) -> Slot:
    text = None if as_of is None else as_of.isoformat()
    slot = await run_by_name(
        counter.world.context, "expire_vouchers", text, stop=asyncio.Event(), effort=QUICK
    )
    assert not isinstance(slot, Refusal)
    assert slot.state is SlotState.DONE, slot.error
    return slot


async def test_an_end_is_an_end_to_the_millisecond_and_comes_once(
    counter: Counter, database: Any
) -> None:
    one = await counter.buys()
    counter.world.later(hours=1)
    two = await counter.buys()
    counter.world.clock.set(END + 2 * DAY)
    await run(counter, END - MS)
    assert (await counter.voucher(one.id)).state is VoucherState.HELD
    for as_of in (END, END + HOUR - MS):
        await run(counter, as_of)
    assert (await counter.voucher(one.id)).state is VoucherState.EXPIRED
    assert (await counter.voucher(two.id)).state is VoucherState.HELD
    assert (await counter.seeds(), await counter.taken()) == (12, 1)
    for _ in range(2):
        await run(counter)
    assert (await counter.seeds(), await counter.taken()) == (20, 0)
    assert database.inbox.count_documents({"kind": "voucher_expired"}) == 2


async def test_what_was_redeemed_is_left_alone_and_the_paused_get_theirs(
    counter: Counter, database: Any
) -> None:
    one, two = await counter.buys(), await counter.buys()
    await counter.redeems(one.code)
    paused = {"$set": {"state": State.PAUSED.value}}
    database.accounts.update_one({"_id": counter.who.account}, paused)
    database.members.update_one({"_id": counter.who.member}, paused)
    counter.world.clock.set(END)
    assert (await run(counter)).progress.done == 1
    states = [(await counter.voucher(each.id)).state for each in (one, two)]
    assert states == [VoucherState.REDEEMED, VoucherState.EXPIRED]
    assert (await counter.seeds(), await counter.taken()) == (12, 1)


async def test_the_clock_knows_when_the_next_one_is_over(counter: Counter) -> None:
    [job] = [each for each in TIMETABLE if each.name == "expire_vouchers"]
    assert job.next_work is not None
    await counter.buys()
    assert await job.next_work(counter.world.context) == END


async def test_the_check_finds_one_that_was_forgotten_and_a_stock_that_was_oversold(
    counter: Counter, database: Any
) -> None:
    await counter.buys()
    store = counter.world.context.store
    late = await check(store, now=END + 2 * DAY)
    assert [each.invariant for each in late.violations] == ["I5"]
    database.stocks.update_one({"_id": "coffee"}, {"$set": {"taken": Int64(0)}})
    [found] = (await check(store)).violations
    assert (found.invariant, found.subject) == ("I6", "coffee")
    database.stocks.update_one({"_id": "coffee"}, {"$set": {"taken": Int64(1)}})
