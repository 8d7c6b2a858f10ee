"""What a process does about jobs: keep time, run what is due, or both."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import structlog

from service.flows.context import Context
from service.jobs.effort import Effort
from service.jobs.job import Job
from service.jobs.judge import sentence
from service.jobs.metronome import Metronome
from service.jobs.runner import Runner
from service.jobs.scan import scan
from service.jobs.timetable import TIMETABLE
from service.jobs.wait import first_of

LOG = structlog.get_logger()


async def serve_jobs(
    context: Context,
    stop: asyncio.Event,
    *,
    jobs: Sequence[Job] = TIMETABLE,
    effort: Effort | None = None,
    keeps_time: bool = True,
    runners: int = 1,
) -> None:
    """Until `stop`; then the chunks under way are finished and their slots given back.

    Any number of processes may do this on one database.
    """
    wake = asyncio.Event()
    workers = [Runner(context, jobs, effort=effort or Effort()) for _ in range(runners)]
    async with asyncio.TaskGroup() as group:
        if keeps_time:
            group.create_task(keep_time(context, jobs, stop, wake))
        for worker in workers:
            group.create_task(worker.run(stop, wake))


async def keep_time(
    context: Context, jobs: Sequence[Job], stop: asyncio.Event, wake: asyncio.Event
) -> None:
    """Looks at the timetable now, at every tick, when the clock was moved, and every minute, and
    wakes the runners here."""

    async def tick() -> None:
        try:
            if await scan(context, jobs):
                wake.set()
        except Exception as error:
            # The database may be away for a while; the next look finds what this one did not.
            LOG.warning("timetable not read", why=sentence(error))

    metronome = Metronome(jobs, context.programme(), tick)
    metronome.start()
    try:
        while not stop.is_set():
            offset = context.clock.offset
            metronome.ahead(offset)
            await tick()
            await first_of(stop.wait(), context.clock.moved(offset))
    finally:
        metronome.stop()


@asynccontextmanager
async def running_jobs(context: Context) -> AsyncIterator[None]:
    """Jobs are done while the block runs, and given back at its end."""
    stop = asyncio.Event()
    serving = asyncio.create_task(serve_jobs(context, stop))
    try:
        yield
    finally:
        stop.set()
        await serving
