"""One process of a fleet: keeps time or runs toy jobs until SIGTERM. Started by the tests.

`python -m tests.jobs.worker URL DATABASE ROLE PLAN`, PLAN being JSON: jobs, chunks, items,
pause_ms (how long a chunk takes to make), rule ("once" or "again"), lease_s.
"""

import asyncio
import json
import os
import signal
import sys
from datetime import timedelta
from typing import Any

import msgspec

from service.jobs.effort import Effort
from service.jobs.job import Chunk, Job, Run
from service.jobs.serve import serve_jobs
from tests.jobs.toy import AGAIN, ONCE, QUICK, open_toys, toy_job


def jobs_of(plan: dict[str, Any]) -> list[Job]:
    rule = {"once": ONCE, "again": AGAIN}[plan["rule"]]
    shape = {"chunks": plan["chunks"], "items": plan["items"], "rule": rule}
    return [_slow(f"toy-{n}", plan["pause_ms"] / 1000, **shape) for n in range(plan["jobs"])]


def _slow(name: str, pause_s: float, **shape: Any) -> Job:
    quick = toy_job(name, owner=str(os.getpid()), **shape)

    async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
        await asyncio.sleep(pause_s)
        return await quick.next_chunk(run, checkpoint)

    return toy_job(name, next_chunk=next_chunk)


def effort_of(plan: dict[str, Any]) -> Effort:
    return msgspec.structs.replace(QUICK, lease=timedelta(seconds=plan["lease_s"]))


async def main(url: str, database: str, role: str, plan: dict[str, Any]) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    context = await open_toys(url, database)
    keeps_time = role == "scheduler"
    try:
        await serve_jobs(
            context,
            stop,
            jobs=jobs_of(plan),
            effort=effort_of(plan),
            keeps_time=keeps_time,
            runners=0 if keeps_time else 1,
        )
    finally:
        await context.store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], json.loads(sys.argv[4])))
