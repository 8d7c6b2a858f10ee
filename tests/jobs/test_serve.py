"""A process that keeps time and runs what is due, until it is told to stop."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec

from service.clock import SystemClock
from service.flows.context import Context
from service.jobs.by_name import run_by_name
from service.jobs.metronome import Metronome
from service.jobs.serve import serve_jobs
from service.jobs.timetable import TIMETABLE
from service.jobs.when import Trigger, When, daily
from service.programme import Programme
from service.programme_demo import DEMO
from service.store.schema.slot import Slot, SlotState
from service.store.slots import Slots
from tests.jobs.toy import QUICK, open_toys, toy_job


async def until(true: Callable[[], Awaitable[Any]]) -> Any:
    async with asyncio.timeout(30):
        while not (answer := await true()):
            await asyncio.sleep(0.01)
    return answer


def every(step: timedelta) -> When:
    """Due times at multiples of `step`, for tests that cannot wait an hour."""

    def next_(after: datetime) -> datetime:
        start = after.replace(minute=0, second=0, microsecond=0)
        return start + ((after - start) // step + 1) * step

    return lambda _programme: next_


async def test_due_times_come_and_are_run_promptly(
    context: Context, slots: Slots, database: Any
) -> None:
    lazy = msgspec.structs.replace(QUICK, poll=timedelta(seconds=60))
    job = toy_job(trigger=every(timedelta(milliseconds=250)))
    stop = asyncio.Event()
    serving = asyncio.create_task(serve_jobs(context, stop, jobs=(job,), effort=lazy, runners=2))

    async def three_done() -> bool:
        done = [one for one in await slots.latest("toy", 9) if one.state is SlotState.DONE]
        return len(done) >= 3

    await until(three_done)
    stop.set()
    await serving
    done = database.slots.count_documents({"state": "done"})
    assert database.marks.count_documents({}) >= done


async def test_a_metronome_ticks_and_stops() -> None:
    ticked = asyncio.Event()

    async def tick() -> None:
        ticked.set()

    job = toy_job(trigger=every(timedelta(milliseconds=50)))
    metronome = Metronome([job], DEMO, tick)
    metronome.start()
    async with asyncio.timeout(10):
        await ticked.wait()
    metronome.stop()


async def test_the_timetable_is_looked_at_even_when_nothing_ticks(
    context: Context, slots: Slots
) -> None:
    stop = asyncio.Event()
    serving = asyncio.create_task(serve_jobs(context, stop, jobs=TIMETABLE, effort=QUICK))
    for job in TIMETABLE:
        await until(lambda name=job.name: slots.newest(name))
    stop.set()
    await serving


async def test_a_run_that_another_runner_has_is_followed(
    context: Context, slots: Slots, mongo_url: str, database_name: str, database: Any
) -> None:
    other = await open_toys(mongo_url, database_name)
    at = context.clock.server_now().isoformat()
    stop, job = asyncio.Event(), toy_job(chunks=20)
    both = await asyncio.gather(
        *(
            run_by_name(one, "toy", at, stop=stop, jobs=(job,), effort=QUICK)
            for one in (context, other)
        )
    )
    await other.store.close()
    for slot in both:
        assert isinstance(slot, Slot)
        assert (slot.state, slot.token, slot.progress.done) == (SlotState.DONE, 1, 20)
    assert database.marks.count_documents({}) == 20


async def test_a_failed_run_goes_on_when_it_is_asked_for_by_name(
    context: Context, slots: Slots
) -> None:
    at = context.clock.server_now().isoformat()
    bad, good = toy_job(items=9, owner="poison"), toy_job(items=9)
    stop = asyncio.Event()
    failed = await run_by_name(context, "toy", at, stop=stop, jobs=(bad,), effort=QUICK)
    assert isinstance(failed, Slot)
    assert failed.state is SlotState.FAILED
    done = await run_by_name(context, "toy", at, stop=stop, jobs=(good,), effort=QUICK)
    assert isinstance(done, Slot)
    assert (done.state, done.error, done.progress.done) == (SlotState.DONE, None, 9)


async def test_a_metronome_ticks_by_domain_time() -> None:
    """Due an hour from now; a clock that is an hour ahead, but for a moment, makes that soon."""
    ticked = asyncio.Event()
    due = SystemClock().server_now() + timedelta(hours=1)

    async def tick() -> None:
        ticked.set()

    def once(_programme: Programme) -> Trigger:
        return lambda after: due if after < due else due + timedelta(days=1)

    metronome = Metronome([toy_job(trigger=once)], DEMO, tick)
    metronome.start()
    metronome.ahead(timedelta(hours=1) - timedelta(milliseconds=200))
    async with asyncio.timeout(5):
        await ticked.wait()
    metronome.stop()


async def test_a_moved_clock_is_noticed_at_once(context: Context, slots: Slots) -> None:
    job = toy_job(trigger=daily(hour=0))
    stop = asyncio.Event()
    serving = asyncio.create_task(serve_jobs(context, stop, jobs=(job,), effort=QUICK))
    await until(lambda: slots.newest("toy"))
    context.clock.follow(timedelta(days=3))

    async def three_done() -> bool:
        return len([one for one in await slots.latest("toy", 9) if one.state == "done"]) == 3

    async with asyncio.timeout(5):
        await until(three_done)
    stop.set()
    await serving
