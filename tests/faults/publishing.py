"""One process that publishes scores until SIGTERM or its end. Started by the tests, to be killed.

`python -m tests.faults.publishing URL DATABASE ACCOUNTS ENDS SEED`: a chunk has so many ACCOUNTS.
ENDS is a JSON list: where whoever claims the slot first, second, ... is killed; later ones live.
The start of a checkpoint means between two chunks, as soon as one that it has done itself leads
there: that one is committed, and nobody has noted it. An empty text means anywhere.
"""

import asyncio
import json
import os
import random
import signal
import sys
import threading
from dataclasses import replace

from service.flows.context import Context
from service.jobs.job import Chunk, Job, Run
from service.jobs.publish_scores import next_chunk
from service.jobs.serve import serve_jobs
from service.jobs.timetable import TIMETABLE
from service.store.slots import slots_of
from tests.faults.settling import EFFORT
from tests.jobs.books import JOB, at
from tests.jobs.test_cycle import MONTHLY
from tests.jobs.toy import open_toys

PUBLISH = next(job for job in TIMETABLE if job.name == JOB)
READY = "ready"
SOON_S = 0.05  # a few chunks


def die() -> None:
    """kill -9."""
    os.kill(os.getpid(), signal.SIGKILL)


def deadly(context: Context, most: int, ends: list[str], chance: random.Random) -> Job:
    """The job with at most so many accounts in a chunk, in which this process may end."""
    dies_at: str | None = None
    begun = False

    async def begin() -> None:
        nonlocal dies_at, begun
        [slot] = await slots_of(context.store).latest(JOB, 1)
        dies_at, begun = ends[slot.token - 1] if slot.token <= len(ends) else None, True
        if dies_at == "":
            threading.Timer(chance.uniform(0, SOON_S), die).start()

    async def next_or_die(run: Run, checkpoint: str | None) -> Chunk | None:
        if not begun:
            await begin()
        elif dies_at and (checkpoint or "").startswith(dies_at):
            die()
        return await next_chunk(run, checkpoint, most=most)

    return replace(PUBLISH, next_chunk=next_or_die)


async def main(url: str, database: str, accounts: str, ends: str, seed: str) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    context = at(await open_toys(url, database), MONTHLY)
    job = deadly(context, int(accounts), json.loads(ends), random.Random(seed))
    print(READY, flush=True)
    try:
        await serve_jobs(context, stop, jobs=[job], effort=EFFORT, keeps_time=False)
    finally:
        await context.store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
