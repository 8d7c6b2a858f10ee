"""A sandbox's clock goes over a span, and every job runs at each of its due times, in order."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from rewards.refusal import Refusal
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.flows.operators.move_clock import NotASandbox, NotForwards, TooFarForwards
from service.jobs.advance import Advanced, advance
from service.jobs.due import Due, passed_slot, slot_of
from service.jobs.job import CatchUp, Chunk, Job, JobRefused, Run, domain_now
from service.jobs.runner import Runner
from service.jobs.scan import scan
from service.jobs.serve import serve_jobs
from service.jobs.timetable import TIMETABLE
from service.jobs.when import daily, monthly
from service.programme_demo import DEMO
from service.store.domain_clock import begin_clock
from service.store.schema.slot import Slot, SlotState
from service.store.slots import slots_of
from tests.flows.world import World
from tests.jobs.test_cycle import MONTHLY
from tests.jobs.toy import AGAIN, QUICK, Mark, open_toys, toy_job
from tests.people import ALICE, DAY, HOUR, NOON
from tests.prepared import Prepared

BERLIN = ZoneInfo("Europe/Berlin")
MIDNIGHT = toy_job("midnight", trigger=daily(hour=0), rule=AGAIN)
ALSO = toy_job("also", trigger=daily(hour=0), rule=AGAIN, catch_up=CatchUp.NEWEST)
NIGHTLY = toy_job("nightly", trigger=daily(hour=2, minute=30), rule=AGAIN, catch_up=CatchUp.NEWEST)
SIXTH = toy_job("sixth", trigger=monthly(day=6), rule=AGAIN)
TOYS = (SIXTH, MIDNIGHT, ALSO, NIGHTLY)
NIGHTS = [datetime(2026, 3, 4 + n, 23, tzinfo=UTC) for n in range(20)]
MARK = Mark(id="mark", run="", item=0, owner="")


@pytest.fixture
async def world(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[World]:
    """A sandbox on a Wednesday noon."""
    opened = await open_toys(mongo_url, database_name)
    store = opened.store
    await begin_clock(store, sandbox=True)
    yield World(replace(opened, clock=FixedClock(NOON)))
    report = await check(store)
    await store.close()
    assert report.green, report.violations


@pytest.fixture
async def other(world: World, mongo_url: str, database_name: str) -> AsyncIterator[Context]:
    """Another process on the same sandbox, that has not heard of any move yet."""
    opened = await open_toys(mongo_url, database_name)
    store = opened.store
    yield replace(opened, clock=FixedClock(NOON))
    await store.close()


async def forward(context: Context, jobs: tuple[Job, ...] = TOYS, **how: Any) -> Advanced:
    advanced = await advance(context, jobs=jobs, effort=QUICK, **how)
    assert isinstance(advanced, Advanced), advanced
    return advanced


def only(*names: str) -> tuple[Job, ...]:
    return tuple(job for job in TIMETABLE if job.name in names)


def runs(advanced: Advanced, *jobs: str) -> list[tuple[str, datetime]]:
    return [(one.job, one.due) for one in advanced.runs if not jobs or one.job in jobs]


def marks(database: Any) -> list[str]:
    return [raw["run"] for raw in database.marks.find().sort("_id", 1)]


async def test_two_weeks_run_each_job_fourteen_times_in_order(world: World) -> None:
    done = await forward(world.context, by=14 * DAY)
    assert (done.since, done.now, done.whole) == (NOON, NOON + 14 * DAY, True)
    assert {one.state for one in done.runs} == {SlotState.DONE}
    assert [due for _, due in runs(done)] == sorted(due for _, due in runs(done))
    for job in ("midnight", "also", "nightly"):
        assert len(runs(done, job)) == 14
    sixth = datetime(2026, 3, 5, 23, tzinfo=UTC)
    assert [one for one in runs(done) if one[1] == sixth] == [
        ("sixth", sixth),
        ("midnight", sixth),
        ("also", sixth),
    ]


async def test_the_same_walk_twice_runs_the_same(
    world: World, mongo_url: str, prepared: Prepared
) -> None:
    first = await forward(world.context, by=9 * DAY)
    with prepared.lent() as name:
        opened = await open_toys(mongo_url, name)
        store = opened.store
        await begin_clock(store, sandbox=True)
        again = replace(opened, clock=FixedClock(NOON))
        second = await forward(again, by=9 * DAY)
        await store.close()
    assert runs(first) == runs(second)


async def test_domain_time_stands_at_the_due_time_while_a_job_runs(world: World) -> None:
    seen: list[tuple[datetime, datetime, datetime]] = []

    async def look(run: Run, _checkpoint: str | None) -> Chunk | None:
        world.clock.advance(timedelta(seconds=7))
        made = run.command(AGAIN, MARK)
        seen.append((run.as_of, domain_now(run.context), made.domain_at))
        return None

    job = toy_job("look", trigger=daily(hour=0), next_chunk=look)
    await forward(world.context, (job,), by=3 * DAY)
    assert [as_of.astimezone(BERLIN).day for as_of, _, _ in seen] == [5, 6, 7]
    assert all(as_of == now == made for as_of, now, made in seen)


@pytest.mark.parametrize(
    ("begins", "hours"),
    [(datetime(2026, 3, 28, 12, tzinfo=UTC), 23), (datetime(2026, 10, 24, 12, tzinfo=UTC), 25)],
)
async def test_a_day_of_23_or_25_hours_is_one_day(
    world: World, begins: datetime, hours: int
) -> None:
    world.clock.set(begins)
    done = await forward(world.context, by=2 * DAY)
    nights = [due for _, due in runs(done, "midnight")]
    assert [due.astimezone(BERLIN).hour for due in nights] == [0, 0]
    assert nights[1] - nights[0] == hours * HOUR
    assert len(runs(done, "nightly")) == 2


async def test_a_months_end_and_a_year_with_a_leap_day(world: World) -> None:
    world.clock.set(datetime(2028, 1, 31, 12, tzinfo=UTC))
    done = await forward(world.context, (SIXTH, MIDNIGHT), by=31 * DAY)
    assert [due.astimezone(BERLIN).date().isoformat() for _, due in runs(done, "sixth")] == [
        "2028-02-06"
    ]
    assert "2028-02-29" in {due.astimezone(BERLIN).date().isoformat() for _, due in runs(done)}
    assert len(runs(done, "midnight")) == 31


async def test_until_a_time_ends_there_and_runs_what_is_due_at_that_very_moment(
    world: World,
) -> None:
    sixth = datetime(2026, 3, 5, 23, tzinfo=UTC)
    done = await forward(world.context, until=sixth)
    assert (done.now, runs(done)[-1]) == (sixth, ("also", sixth))
    assert runs(await forward(world.context, by=HOUR)) == []


async def test_what_was_due_before_is_run_first(world: World) -> None:
    await scan(world.context, TOYS)
    world.later(days=3)
    done = await forward(world.context, by=DAY)
    assert len(runs(done, "midnight")) == 4
    # One of them makes up for the three that were missed: that is how it is set.
    assert len(runs(done, "also")) == 2


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ({"by": timedelta(0)}, NotForwards),
        ({"by": -DAY}, NotForwards),
        ({"until": NOON}, NotForwards),
        ({"until": NOON - DAY}, NotForwards),
        ({"by": 400 * DAY + timedelta(milliseconds=1)}, TooFarForwards),
        ({"until": datetime(9999, 1, 1, tzinfo=UTC)}, TooFarForwards),
    ],
)
async def test_what_is_no_way_forwards_is_refused_and_runs_nothing(
    world: World, database: Any, how: dict[str, Any], kind: type[Refusal]
) -> None:
    refused = await advance(world.context, jobs=TOYS, **how)
    assert isinstance(refused, kind)
    assert "\n" not in refused.detail()
    assert database.slots.count_documents({}) == 0


@pytest.mark.parametrize("both", [{}, {"by": DAY, "until": NOON + DAY}])
async def test_it_is_a_span_or_a_time(world: World, both: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="by a span or until a time"):
        await advance(world.context, **both)


async def test_a_real_programmes_clock_is_left_alone(
    world: World, other: Context, database: Any
) -> None:
    real = replace(world.context, programme=lambda: msgspec.structs.replace(DEMO, sandbox=False))
    assert isinstance(await advance(real, by=DAY, jobs=TOYS), NotASandbox)
    database.clocks.update_one({}, {"$set": {"sandbox": False}})
    assert isinstance(await advance(other, by=DAY, jobs=TOYS), NotASandbox)
    database.clocks.delete_many({})
    assert isinstance(await advance(other, by=DAY, jobs=TOYS), NotASandbox)
    assert database.slots.count_documents({}) == 0


async def test_a_failed_run_is_told_and_stops_nothing(world: World) -> None:
    async def next_chunk(run: Run, _checkpoint: str | None) -> Chunk | None:
        raise JobRefused(NotForwards(by_ms=0))

    bad = toy_job("bad", trigger=daily(hour=0), next_chunk=next_chunk)
    done = await forward(world.context, (bad, MIDNIGHT), by=2 * DAY)
    assert [(one.job, one.state) for one in done.runs] == [
        ("bad", SlotState.FAILED),
        ("midnight", SlotState.DONE),
    ] * 2
    assert done.whole


async def test_it_stops_where_it_is_told_to_and_goes_on_from_there(
    world: World, database: Any
) -> None:
    stop = asyncio.Event()
    tell = lambda slot: slot.due == NIGHTS[2] and stop.set()  # noqa: E731
    first = await forward(world.context, (MIDNIGHT, ALSO), by=9 * DAY, stop=stop, tell=tell)
    assert (first.whole, first.now) == (False, NIGHTS[2])
    # What was ours and did not run is anybody's.
    assert database.slots.count_documents({"state": "claimed"}) == 0
    second = await forward(world.context, (MIDNIGHT, ALSO), until=NOON + 9 * DAY)
    assert runs(first) + runs(second) == [
        (job, night) for night in NIGHTS[:9] for job in ("midnight", "also")
    ]
    assert len(marks(database)) == 18


async def test_two_who_move_at_once_both_count_and_each_run_is_one(
    world: World, other: Context, database: Any
) -> None:
    both = await asyncio.gather(forward(world.context, by=5 * DAY), forward(other, by=4 * DAY))
    assert database.clocks.find_one()["offset_ms"] == 9 * DAY // timedelta(milliseconds=1)
    assert max(one.now for one in both) == NOON + 9 * DAY
    found = marks(database)
    assert len(found) == len(set(found)) == 9 + 9 + 9 + 1


async def test_beside_a_runner_that_keeps_time_each_run_is_one(
    world: World, other: Context, database: Any
) -> None:
    stop = asyncio.Event()
    follow = asyncio.create_task(_follow(world.context, other))
    serving = asyncio.create_task(serve_jobs(other, stop, jobs=TOYS, effort=QUICK, runners=3))
    done = await forward(world.context, by=20 * DAY)
    stop.set()
    follow.cancel()
    await asyncio.gather(serving, follow, return_exceptions=True)
    assert other.clock.offset > timedelta(0)
    found = marks(database)
    assert len(found) == len(set(found)) == len(done.runs) == 61
    assert [due for _, due in runs(done)] == sorted(due for _, due in runs(done))
    assert {raw["token"] for raw in database.slots.find({"state": "done"})} == {1}


async def _follow(mover: Context, follower: Context) -> None:
    while True:
        await mover.clock.moved(follower.clock.offset)
        follower.clock.follow(mover.clock.offset)


async def test_a_slot_whose_time_has_not_come_is_left_where_it_is(
    world: World, other: Context
) -> None:
    """Its mover has died between taking it and moving the clock."""
    await scan(other, (MIDNIGHT,))
    slots = slots_of(world.context.store)
    left = slot_of("midnight", Due(NIGHTS[0]), now=NOON)
    assert await slots.take(left, owner="dead", lease=timedelta(0))
    assert await slots.take(left, owner="late", lease=timedelta(0)) is None
    runner = Runner(other, (MIDNIGHT,), effort=QUICK)
    assert await runner.one(asyncio.Event()) is None
    done = await forward(world.context, (MIDNIGHT,), by=DAY)
    assert runs(done) == [("midnight", NIGHTS[0])]


async def test_seeds_that_nobody_collected_wither_on_the_way(world: World) -> None:
    alice, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym)
    done = await forward(world.context, only("publish_scores", "wither_seeds"), by=31 * DAY)
    assert {one.state for one in done.runs} == {SlotState.DONE}
    assert (await world.account(alice)).purse.ripe == 0
    withered = [one for one in done.runs if one.job == "wither_seeds" and one.progress.done]
    assert [one.due for one in withered] == [datetime(2026, 4, 3, 22, 10, tzinfo=UTC)]


async def test_a_month_is_published_on_the_sixth(world: World, database: Any) -> None:
    monthly_ = replace(world.context, programme=lambda: MONTHLY)
    done = await forward(monthly_, only("publish_scores"), until=datetime(2026, 4, 6, tzinfo=UTC))
    sixth = [datetime(2026, 3, 5, 23, tzinfo=UTC), datetime(2026, 4, 5, 22, tzinfo=UTC)]
    assert [due for _, due in runs(done, "publish_scores")] == sixth
    published = database.publications.find_one()
    assert (published["cycle"], published["published_at"]) == ("2026-03", sixth[1])


async def test_a_job_that_knows_when_there_is_work_is_due_only_then(
    world: World, database: Any
) -> None:
    work = NOON + 5 * HOUR + timedelta(minutes=1)

    async def next_work(_context: Context) -> datetime | None:
        return work if database.marks.count_documents({}) < 2 else None

    often = toy_job("often", rule=AGAIN, catch_up=CatchUp.NEWEST, next_work=next_work)
    done = await forward(world.context, (often, MIDNIGHT), by=DAY)
    # Once for the work, once more because it said so; not at midnight, when another one is due.
    assert runs(done) == [
        ("often", NOON + 6 * HOUR),
        ("often", NOON + 7 * HOUR),
        ("midnight", NIGHTS[0]),
    ]
    passed = list(database.slots.find({"job": "often", "missed": {"$gt": 0}}).sort("due", 1))
    assert [(raw["state"], raw["missed"]) for raw in passed] == [("skipped", n) for n in (4, 2, 12)]
    assert await scan(world.context, (often,)) == 0


@pytest.mark.parametrize(("order", "waits"), [("after", NIGHTS[0]), ("before", NIGHTS[0] + HOUR)])
async def test_what_a_run_leaves_for_a_job_is_done_at_the_jobs_next_turn(
    world: World, database: Any, order: str, waits: datetime
) -> None:
    """That is now, if its turn at this time is still to come."""

    async def next_work(_context: Context) -> datetime | None:
        return NIGHTS[0] if database.marks.count_documents({}) == 1 else None

    often = toy_job("often", rule=AGAIN, catch_up=CatchUp.NEWEST, next_work=next_work)
    jobs = (MIDNIGHT, often) if order == "after" else (often, MIDNIGHT)
    done = await forward(world.context, jobs, by=DAY)
    assert runs(done) == [("midnight", NIGHTS[0]), ("often", waits)]
    assert len(marks(database)) == 2


@pytest.mark.parametrize(("opened", "seen"), [(slot_of, True), (passed_slot, False)])
async def test_what_another_has_opened_is_seen_over_though_nothing_is_to_be_done(
    world: World, opened: Callable[..., Slot], seen: bool
) -> None:
    async def next_work(_context: Context) -> datetime | None:
        return None

    often = toy_job("often", rule=AGAIN, catch_up=CatchUp.NEWEST, next_work=next_work)
    theirs = opened("often", Due(NIGHTS[0]), now=NOON)
    assert await slots_of(world.context.store).open([theirs]) == 1
    done = await forward(world.context, (often, MIDNIGHT), by=DAY)
    assert runs(done, "often") == [("often", NIGHTS[0])] * seen
    assert runs(done, "midnight") == [("midnight", NIGHTS[0])]
