"""Budgets are followed, and slabs of processes that are gone come back."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from rewards.refusal import Refusal
from service.clock import FixedClock
from service.flows.context import Context
from service.jobs.by_name import run_by_name
from service.jobs.due import ALWAYS
from service.jobs.tidy_budgets import next_work
from service.programme_demo import DEMO
from service.store.schema.slot import SlotState
from tests.flows.tasks.scenes import DAILY, programme, under
from tests.flows.world import World
from tests.jobs.toy import QUICK, open_toys
from tests.people import ALICE, BOB, NOON


def budget(total: int) -> Any:
    return programme(msgspec.structs.replace(DAILY, budget=total))


@pytest.fixture
async def world(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[World]:
    store = (await open_toys(mongo_url, database_name)).store
    yield World(Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO))
    await store.close()


async def run(world: World) -> None:
    slot = await run_by_name(
        world.context, "tidy_budgets", None, stop=asyncio.Event(), effort=QUICK
    )
    assert not isinstance(slot, Refusal)
    assert slot.state is SlotState.DONE, slot.error


def left(database: Any) -> tuple[int, list[int]]:
    stored = database.budgets.find_one()
    return stored["left"], [each["left"] for each in database.slabs.find()]


async def test_an_idle_slab_goes_back_after_an_hour(world: World, database: Any) -> None:
    assert await next_work(world.context) is None
    under(world, budget(10_000))
    _, member = await world.linked(ALICE)
    await world.complete(member)
    assert await next_work(world.context) == NOON + timedelta(hours=1)
    assert left(database) == (9_780, [200])
    world.later(minutes=59)
    await run(world)
    assert left(database) == (9_780, [200])
    world.later(minutes=2)
    await run(world)
    assert left(database) == (9_980, [0])
    assert database.budgets.find_one()["owners"] == []
    assert await next_work(world.context) is None


async def test_a_process_whose_slab_was_taken_goes_on(world: World, database: Any) -> None:
    under(world, budget(10_000))
    members = [(await world.linked(each))[1] for each in (ALICE, BOB)]
    await world.complete(members[0])
    world.later(hours=2)
    await run(world)
    assert (await world.complete(members[1])).answer.seeds == 20
    stored, slabs = left(database)
    assert stored + sum(slabs) == 10_000 - 40


@pytest.mark.parametrize(("declared", "remains"), [(20_000, 19_980), (100, 80), (10, 0)])
async def test_a_total_declared_anew_is_followed(
    world: World, database: Any, declared: int, remains: int
) -> None:
    under(world, budget(10_000))
    _, member = await world.linked(ALICE)
    await world.complete(member)
    under(world, budget(declared))
    assert await next_work(world.context) == ALWAYS
    await run(world)
    stored, slabs = left(database)
    assert stored + sum(slabs) == remains
    world.later(days=1)
    assert (await world.complete(member)).answer.seeds == min(20, remains)


async def test_a_process_that_starts_again_takes_a_slab_of_its_own(
    world: World, database: Any
) -> None:
    under(world, budget(10_000))
    members = [(await world.linked(each))[1] for each in (ALICE, BOB)]
    await world.complete(members[0])
    world.context = replace(world.context, process="another")
    await world.complete(members[1])
    assert database.slabs.count_documents({}) == 2
    stored, slabs = left(database)
    assert stored + sum(slabs) == 10_000 - 40
