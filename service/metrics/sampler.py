"""Looks at a process from time to time: what is a level and not an event, and costs no request
anything."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Protocol

import structlog

from service.flows.context import Context
from service.live.closing import end
from service.metrics.levels import Levels
from service.metrics.page import (
    BOARD_AGE_S,
    GARBAGE,
    LOOP_LAG_S,
    PROGRAMME_SILENT_S,
    PROGRAMME_VERSION,
    STREAMS,
)
from service.metrics.path import Seen

LOG = structlog.get_logger()

QUICK_S = 1.0
SLOW_S = 15.0


class Boards(Protocol):
    """What displays are shown by this process."""

    def watched(self) -> tuple[int, float | None]:
        """Open streams, and how old the boards are in seconds; None before the first load."""


@asynccontextmanager
async def sampling(context: Context, boards: Boards | None = None) -> AsyncIterator[None]:
    """This process is looked at while the block runs, and once more at its end."""
    sampler = Sampler(context, boards)
    tasks = [
        asyncio.create_task(_every(QUICK_S, sampler.quick)),
        asyncio.create_task(_slowly(sampler.levels)),
    ]
    try:
        yield
    finally:
        await end(tasks)
        sampler.quick(0.0)


async def _every(seconds: float, look: Callable[[float], None]) -> None:
    """Tells the look by how many seconds it is late: for so long the loop was busy."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + seconds
        await asyncio.sleep(seconds)
        look(max(0.0, loop.time() - due))


async def _slowly(levels: Levels) -> None:
    while True:
        try:
            await levels.look()
        except Exception:
            LOG.exception("levels cannot be read")
        await asyncio.sleep(SLOW_S)


class Sampler:
    """One process's looks."""

    def __init__(self, context: Context, boards: Boards | None) -> None:
        self.levels = Levels(context)
        self._context = context
        self._store, self._boards, self._seen = context.store, boards, Seen()
        self._collections: Sequence[int] = [each["collections"] for each in gc.get_stats()]

    def quick(self, late_s: float) -> None:
        """What this process knows by itself."""
        LOOP_LAG_S.set(late_s)
        self._seen.look(self._store.stats, self._store.depth)
        self._garbage()
        known = self._context.known
        PROGRAMME_VERSION.set(self._context.programme().version)
        PROGRAMME_SILENT_S.set(known.silent_s if known is not None else 0.0)
        if self._boards is not None:
            streams, age_s = self._boards.watched()
            STREAMS.set(streams)
            BOARD_AGE_S.set(age_s or 0.0)

    def _garbage(self) -> None:
        before, now = self._collections, [each["collections"] for each in gc.get_stats()]
        for generation, (was, is_) in enumerate(zip(before, now, strict=True)):
            GARBAGE.labels(str(generation)).inc(is_ - was)
        self._collections = now
