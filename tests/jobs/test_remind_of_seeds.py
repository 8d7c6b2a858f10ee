"""Members are reminded before seeds go: once for each day, and not while they are paused."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from rewards.refusal import Refusal
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.jobs.by_name import run_by_name
from service.jobs.job import Run
from service.jobs.remind_of_seeds import next_chunk
from service.members.states import State
from service.programme_demo import DEMO
from service.store.schema.page import INBOX
from service.store.schema.slot import Slot, SlotState
from tests.flows.world import World
from tests.jobs.toy import QUICK, open_toys
from tests.people import ALICE, BOB, DAY, MINUTE, NOON


@pytest.fixture
async def world(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[World]:
    store = (await open_toys(mongo_url, database_name)).store
    yield World(Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO))
    report = await check(store)
    await store.close()
    assert report.green, report.violations


async def run(world: World) -> Slot:
    slot = await run_by_name(
        world.context, "remind_of_seeds", None, stop=asyncio.Event(), effort=QUICK
    )
    assert not isinstance(slot, Refusal)
    assert slot.state is SlotState.DONE, slot.error
    return slot


def reminders(database: Any, kind: str) -> list[dict[str, Any]]:
    rows = database.inbox.find({"kind": kind}).sort("at", 1)
    return [INBOX.decode(raw).parameters for raw in rows]


async def test_ripe_seeds_are_told_of_once_however_often_it_runs(
    world: World, database: Any
) -> None:
    _, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym)
    world.later(days=1)
    await world.complete(pseudonym)
    world.clock.set(NOON + 26 * DAY)
    await run(world)
    assert reminders(database, "seeds_withering_soon") == []
    for minute in range(3):
        world.clock.set(NOON + 27 * DAY + minute * MINUTE)
        await run(world)
    first = {"seeds": 20, "awards": 1, "ends_at": (NOON + 30 * DAY).isoformat()}
    assert reminders(database, "seeds_withering_soon") == [first]
    world.clock.set(NOON + 28 * DAY)
    await run(world)
    second = first | {"ends_at": (NOON + 31 * DAY).isoformat()}
    assert reminders(database, "seeds_withering_soon") == [first, second]
    events = database.outbox.count_documents({"kind": "seeds_withering_soon"})
    assert events == 2


async def test_lots_are_told_of_two_weeks_before(world: World, database: Any) -> None:
    alice, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym)
    await world.collect(alice)
    ends = datetime(2027, 4, 1, tzinfo=UTC)
    for days, told in ((16, 0), (14, 1), (13, 1), (1, 1), (0, 1)):
        world.clock.set(ends - days * DAY + MINUTE)
        await run(world)
        assert len(reminders(database, "seeds_expiring_soon")) == told
    [said] = reminders(database, "seeds_expiring_soon")
    assert said == {"seeds": 20, "lots": 1, "ends_at": ends.isoformat()}


async def test_who_has_collected_or_is_paused_hears_nothing(world: World, database: Any) -> None:
    for person in (ALICE, BOB):
        who, pseudonym = await world.linked(person)
        await world.complete(pseudonym)
        if person is ALICE:
            await world.collect(who)
        else:
            paused = {"$set": {"state": State.PAUSED.value}}
            database.accounts.update_one({"_id": who.account}, paused)
            database.members.update_one({"_id": who.member}, paused)
    world.clock.set(NOON + 28 * DAY)
    await run(world)
    assert reminders(database, "seeds_withering_soon") == []


async def test_two_runners_at_once_remind_once(world: World, database: Any) -> None:
    _, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym)
    world.clock.set(NOON + 28 * DAY)
    await asyncio.gather(*(work(world) for _ in range(5)))
    assert len(reminders(database, "seeds_withering_soon")) == 1


async def work(world: World) -> None:
    context, checkpoint = world.context, None
    job = Run(context, "remind_of_seeds", context.clock.domain_now())
    while (chunk := await next_chunk(job, checkpoint)) is not None:
        for command in chunk.commands:
            await context.store.apply(command)
        checkpoint = chunk.after
