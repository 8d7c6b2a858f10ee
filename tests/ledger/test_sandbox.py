"""A sandbox whose clock is moved by weeks closes every day on the way."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.flows.operators.move_clock import move_clock
from service.jobs.advance import Advanced, advance
from service.jobs.timetable import TIMETABLE
from service.programme_demo import DEMO
from service.store.domain_clock import begin_clock
from service.store.schema.slot import SlotState
from tests.flows.world import World
from tests.jobs.toy import QUICK, open_toys
from tests.ledger.book import JOB, KEYS, Book, award
from tests.people import ALICE, BOB, DAY, MINUTE, NOON

JOBS = tuple(job for job in TIMETABLE if job.name in (JOB, "wither_seeds"))


@pytest.fixture
async def world(mongo_url: str, database_name: str) -> AsyncIterator[World]:
    opened = await open_toys(mongo_url, database_name)
    await begin_clock(opened.store, sandbox=True)
    yield World(replace(opened, clock=FixedClock(NOON)))
    report = await check(opened.store, keys=KEYS)
    await opened.store.close()
    assert report.green, report.violations


@pytest.fixture
def kept(world: World, database: Any) -> Book:
    """Only for looking: the clock is the world's."""
    book = Book.__new__(Book)
    book.database, book.context = database, world.context
    return book


async def forward(context: Context, **by: Any) -> Advanced:
    done = await advance(context, jobs=JOBS, effort=QUICK, **by)
    assert isinstance(done, Advanced), done
    assert {one.state for one in done.runs} == {SlotState.DONE}
    return done


async def test_two_weeks_are_fourteen_days_in_a_chain(world: World, kept: Book) -> None:
    alice, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym)
    await world.collect(alice)
    await forward(world.context, by=14 * DAY)
    days = kept.days()
    assert [day.id for day in days] == [f"2026-03-{n:02d}" for n in range(4, 18)]
    assert [day.signed.head.size for day in days] == [2] + 13 * [0]
    assert {day.signed.head.closed_at - day.signed.head.ends_at for day in days} == {10 * MINUTE}
    assert await kept.wrong() == []


async def test_what_a_job_books_on_the_way_is_in_its_day(world: World, kept: Book) -> None:
    _, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym)
    await forward(world.context, by=33 * DAY)
    assert sum(len(ids) for ids in kept.leaves().values()) == 2
    [withered] = kept.database.transfers.find({"reason": "wither"})
    assert kept.leaves()["2026-04-04"] == [withered["_id"]]


async def test_a_process_that_has_not_heard_of_the_move_is_late_by_weeks(
    world: World, kept: Book, mongo_url: str, database_name: str
) -> None:
    """Its transfers carry the time that it knew, far behind the days that are closed."""
    _, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym)
    other, bobs = await world.linked(BOB)
    opened = await open_toys(mongo_url, database_name)
    lagging = World(replace(opened, clock=FixedClock(NOON)))
    await forward(world.context, by=14 * DAY)
    await lagging.complete(bobs, key="late")
    assert await kept.wrong() == []
    await forward(world.context, by=DAY)
    assert [len(ids) for ids in kept.leaves().values()] == [1] + 13 * [0] + [1]
    await opened.store.close()
    assert (await world.account(other)).purse.ripe == 20


async def test_a_jump_over_weeks_closes_them_all_in_one_run(book: Book) -> None:
    await begin_clock(book.context.store, sandbox=True)
    book.awards([0], NOON)
    book.awards([1], NOON + 20 * DAY)
    await move_clock(book.context, 21 * DAY, caller="test")
    await book.close()
    assert len(book.days()) == 21
    assert [len(ids) for ids in book.leaves().values()] == [1] + 19 * [0] + [1]
    assert await book.wrong() == []


async def test_years_of_a_ledger_that_was_never_closed_are_closed_without_looking_back(
    context: Context, database: Any
) -> None:
    real = Book(context, database, programme=msgspec.structs.replace(DEMO, sandbox=False))
    real.awards(range(3), NOON)
    real.write(award(3, NOON + 300 * DAY))
    await real.close(NOON + 301 * DAY)
    assert len(real.days()) == 301
    assert real.days()[-1].over_at == real.days()[-1].signed.head.ends_at
    closing = real.database.ledger_closings.find_one()
    assert closing["since"] == closing["starts_at"] == real.days()[-2].ends_at
    assert await real.wrong() == []


async def test_two_who_move_the_clock_close_each_day_once(world: World, kept: Book) -> None:
    _, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym)
    await asyncio.gather(forward(world.context, by=5 * DAY), forward(world.context, by=5 * DAY))
    days = [day.id for day in kept.days()]
    assert days == sorted(set(days))
    assert len(days) >= 5
    assert await kept.wrong() == []
