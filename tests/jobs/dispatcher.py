"""One process that tells merchants' servers what happened, whenever it is told to.

`python -m tests.jobs.dispatcher URL DATABASE`: each line that it reads is a time, as of which the
job runs, by a clock that stands there; it says that time when the run is over.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime

from service.clock import FixedClock
from tests.jobs.hook_room import OUTLASTS_MS, open_room, send


class Dispatcher:
    """The process, from outside."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def runs(self, as_of: datetime) -> asyncio.Task[bytes]:
        """What it says when the run is over."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{as_of.isoformat()}\n".encode())
        return asyncio.create_task(self._process.stdout.readline())

    async def killed(self) -> None:
        """As by kill -9."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()


@asynccontextmanager
async def dispatching(url: str, database: str) -> AsyncIterator[Dispatcher]:
    """A process that is left to nobody."""
    command = [sys.executable, "-m", "tests.jobs.dispatcher", url, database]
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
    dispatcher = Dispatcher(process)
    try:
        yield dispatcher
    finally:
        await dispatcher.killed()


async def main(url: str, database: str) -> None:
    context = await open_room(url, database, answer_ms=OUTLASTS_MS)
    out, sys.stdout = sys.stdout, sys.stderr  # the log is for people
    while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
        clock = FixedClock(datetime.fromisoformat(line))
        await send(replace(context, clock=clock), line)
        print(line, file=out, flush=True)
    await context.store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
