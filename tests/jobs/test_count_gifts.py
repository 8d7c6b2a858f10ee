"""The job that counts gifts, as the runner runs it: in chunks, and cut at any of them."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from rewards.refusal import Refusal
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.jobs import count_gifts
from service.jobs.by_name import run_by_name
from service.jobs.due import ALWAYS
from service.jobs.job import Run
from service.programme_demo import DEMO
from service.store.schema.slot import SlotState
from tests.flows.charity.scenes import Giving
from tests.flows.spending.scenes import payer
from tests.flows.world import World
from tests.jobs.toy import QUICK, open_toys
from tests.people import NOON, UMBRELLA_KIOSK


@pytest.fixture
async def giving(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[Giving]:
    store = (await open_toys(mongo_url, database_name)).store
    yield Giving(World(Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO)))
    report = await check(store)
    await store.close()
    assert report.green, report.violations


async def test_it_counts_all_pools_and_has_nothing_to_do_afterwards(
    giving: Giving, database: Any
) -> None:
    context = giving.world.context
    assert await count_gifts.gifts_wait(context) is None
    alice = (await payer(giving.world)).who
    await giving.gives(alice, 5)
    await giving.gives(alice, 2, UMBRELLA_KIOSK)
    assert await count_gifts.gifts_wait(context) == ALWAYS
    slot = await run_by_name(context, "count_gifts", None, stop=asyncio.Event(), effort=QUICK)
    assert not isinstance(slot, Refusal)
    assert (slot.state, slot.progress.done) == (SlotState.DONE, 2)
    pools = {raw["_id"]: raw["given"] for raw in database.pools.find()}
    assert pools == {"meadow-relief": 5, UMBRELLA_KIOSK: 2}
    assert await count_gifts.gifts_wait(context) is None


async def test_a_chunk_that_is_worked_twice_counts_once(
    giving: Giving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A runner that was cut before it noted its progress is followed by one that begins again."""
    monkeypatch.setattr(count_gifts, "PAGE", 3)
    alice, context = (await payer(giving.world)).who, giving.world.context
    for _ in range(7):
        await giving.gives(alice, 1)
    run = Run(context, "count_gifts", NOON)
    first = await count_gifts.next_chunk(run, None)
    assert first is not None
    assert [len(command.body.gifts) for command in first.commands] == [3]
    for _ in range(2):
        for command in first.commands:
            await context.store.apply(command)
    assert (await giving.pool()).gifts == 3
    assert await giving.count() == 4
    assert (await giving.pool()).given == 7
