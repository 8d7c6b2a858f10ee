"""One process that settles seasons until SIGTERM. Started by the tests, to be killed.

`python -m tests.faults.settling URL DATABASE NOW AWARDS`: NOW is domain time in ISO 8601, a chunk
has so many AWARDS.
"""

import asyncio
import signal
import sys
from datetime import datetime, timedelta

from service.clock import FixedClock
from service.flows.context import Context
from service.jobs.effort import Effort
from service.jobs.serve import serve_jobs
from service.programme_demo import DEMO
from service.store.connect import connect
from tests.settlement.season import in_chunks_of

# A lease that is soon over, and as many attempts as it takes: dying early is no job's fault here.
EFFORT = Effort(
    lease=timedelta(seconds=1),
    poll=timedelta(milliseconds=20),
    first_wait=timedelta(milliseconds=20),
    attempts_max=10_000,
)


async def main(url: str, database: str, now: str, awards: str) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    store = await connect(url, database)
    clock = FixedClock(datetime.fromisoformat(now))
    context = Context(store=store, clock=clock, programme=lambda: DEMO)
    try:
        jobs = [in_chunks_of(int(awards))]
        await serve_jobs(context, stop, jobs=jobs, effort=EFFORT, keeps_time=False)
    finally:
        await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
