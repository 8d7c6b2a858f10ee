"""Runs one job by name, as of a given time, while others may be serving and running too."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from rewards.refusal import Refusal
from service.flows.context import Context
from service.jobs.as_of import may_run
from service.jobs.due import Due, slot_of
from service.jobs.effort import Effort
from service.jobs.job import Job, domain_now
from service.jobs.runner import new_owner
from service.jobs.timetable import TIMETABLE
from service.jobs.work import Watch, Work, unwatched
from service.store.schema.slot import Slot, SlotState
from service.store.slots import Slots, slots_of

FOLLOW_S = 0.2
OVER = (SlotState.DONE, SlotState.FAILED, SlotState.SKIPPED)


async def run_by_name(
    context: Context,
    name: str,
    as_of: str | None,
    *,
    stop: asyncio.Event,
    jobs: Sequence[Job] = TIMETABLE,
    effort: Effort | None = None,
    watch: Watch = unwatched,
) -> Slot | Refusal:
    """The slot as it is when its run has ended, or when `stop` was set; or why there is no run.

    A run that is done already stays as it is; a failed one goes on at its checkpoint. If another
    runner is at it, its progress is watched.
    """
    now = domain_now(context)
    asked = may_run(jobs, name, as_of, programme=context.programme(), now=now)
    if isinstance(asked, Refusal):
        return asked
    job, at = asked
    slot = await _open(context, job, at)
    by_name = ByName(context, job, slot, effort=effort or Effort(), watch=watch)
    return await by_name.run(stop)


async def _open(context: Context, job: Job, at: datetime) -> Slot:
    slots = slots_of(context.store)
    slot = slot_of(job.name, Due(at), now=context.clock.server_now(), manual=True)
    await slots.open([slot])
    await slots.reopen(slot.id)
    return await _now(slots, slot)


class ByName:
    """One slot, run here or followed where it runs."""

    def __init__(
        self, context: Context, job: Job, slot: Slot, *, effort: Effort, watch: Watch
    ) -> None:
        self._context, self._job, self._slot = context, job, slot
        self._effort, self._watch = effort, watch
        self._slots = slots_of(context.store)
        self._owner = new_owner()

    async def run(self, stop: asyncio.Event) -> Slot:
        """The slot as it is at the end."""
        slot = await _now(self._slots, self._slot)
        while slot.state not in OVER and not stop.is_set():
            if not await self._work(stop):
                await asyncio.sleep(FOLLOW_S)
            slot = await _now(self._slots, slot)
            self._watch(slot.progress)
        return slot

    async def _work(self, stop: asyncio.Event) -> bool:
        """One attempt; False if somebody else is at it, or it has to wait before the next try."""
        slot = await self._slots.claim(self._slot.id, owner=self._owner, lease=self._effort.lease)
        if slot is None:
            return False
        work = Work(
            self._context, self._slots, self._job, slot, effort=self._effort, watch=self._watch
        )
        await work.run(stop)
        return True


async def _now(slots: Slots, slot: Slot) -> Slot:
    return await slots.find(slot.id) or slot
