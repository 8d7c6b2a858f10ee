"""A runner: takes the oldest slot that is free, works it, looks again."""

import asyncio
import os
from collections.abc import Mapping, Sequence
from secrets import token_hex

import structlog

from service.flows.context import Context
from service.jobs.effort import Effort
from service.jobs.job import Job, domain_now
from service.jobs.judge import sentence
from service.jobs.wait import first_of
from service.jobs.work import End, Work
from service.metrics import jobs as metrics
from service.store.schema.slot import Slot
from service.store.slots import Slots, slots_of

LOG = structlog.get_logger()


def new_owner() -> str:
    """A name for a runner, for people who look at the slots."""
    return f"{os.getpid()}-{token_hex(3)}"


class Runner:
    """Runs the jobs it knows. Any number of runners, in any number of processes, share the work."""

    def __init__(self, context: Context, jobs: Sequence[Job], *, effort: Effort) -> None:
        self._context = context
        self._jobs: Mapping[str, Job] = {job.name: job for job in jobs}
        self._effort = effort
        self._slots: Slots = slots_of(context.store)
        self._owner = new_owner()

    async def run(self, stop: asyncio.Event, wake: asyncio.Event) -> None:
        """Until `stop`: then the chunk under way is the last, and its slot is given back."""
        while not stop.is_set():
            wake.clear()
            if not await self._try_one(stop):
                await self._idle(stop, wake)

    async def one(self, stop: asyncio.Event) -> End | None:
        """Claims and works one slot; None if nothing is free."""
        now = domain_now(self._context)
        for head in await self._slots.heads():
            if head.job not in self._jobs:
                continue  # a newer program's; it will run it
            if head.due > now:
                continue  # left behind by somebody who was about to move the clock there
            slot = await self._slots.claim(head.id, owner=self._owner, lease=self._effort.lease)
            if slot is not None:
                if slot.token == 1 and not slot.manual:
                    metrics.started(slot.job, (now - slot.due).total_seconds())
                end = await self._work(slot, stop)
                metrics.ended(slot.job, end.value)
                return end
        return None

    async def _work(self, slot: Slot, stop: asyncio.Event) -> End:
        if slot.attempts > self._effort.attempts_max:
            # Its runners died one after the other: it may be what kills them.
            error = slot.error or f"{self._effort.attempts_max} runners ended without a word"
            await self._slots.fail(slot, error=error)
            return End.FAILED
        job = self._jobs[slot.job]
        work = Work(self._context, self._slots, job, slot, effort=self._effort)
        return await work.run(stop)

    async def _try_one(self, stop: asyncio.Event) -> bool:
        try:
            return await self.one(stop) is not None
        except Exception as error:
            # The database may be away for a while; a runner outlives that.
            LOG.warning("runner cannot work", why=sentence(error))
            return False

    async def _idle(self, stop: asyncio.Event, wake: asyncio.Event) -> None:
        await first_of(stop.wait(), wake.wait(), timeout_s=self._effort.poll.total_seconds())
