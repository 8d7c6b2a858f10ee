"""The walk of a clock along the agenda; see `advance`."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from rewards.refusal import Refusal
from service.clock import MS, NO_OFFSET, StandingClock
from service.flows.context import Context
from service.flows.operators.move_clock import move_clock
from service.jobs.agenda import Agenda
from service.jobs.by_name import ByName
from service.jobs.due import Due, passed_slot, slot_id, slot_of
from service.jobs.effort import Effort
from service.jobs.job import Job, domain_now
from service.jobs.runner import new_owner
from service.jobs.scan import scan
from service.jobs.work import Work, unwatched
from service.store.schema.slot import Slot, SlotState
from service.store.slots import Slots, slots_of


class Halted(Exception):
    """The clock could not be moved on; what has run stays done."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.detail())
        self.refusal = refusal


class Walk:
    """One walk, once. `runs` are the slots that were over when it passed them, in order."""

    def __init__(
        self,
        context: Context,
        jobs: Sequence[Job],
        *,
        effort: Effort,
        stop: asyncio.Event,
        tell: Callable[[Slot], None],
        caller: str = "operator",
    ) -> None:
        self._context, self._jobs, self._caller = context, jobs, caller
        self._effort, self._stop, self._tell = effort, stop, tell
        self._slots: Slots = slots_of(context.store)
        self._owner = new_owner()
        self._work: dict[str, datetime | None] = {}
        self.runs: list[Slot] = []

    async def go(self, span: timedelta, until: datetime | None) -> bool:
        """Moves the clock on by `span` in all; given `until`, to that time and no further.

        False if it was stopped on the way. Raises Halted.
        """
        await self._catch_up()
        if self._stop.is_set():
            return False
        agenda = Agenda(self._jobs, self._context.programme(), await self._history())
        left = span
        while not self._stop.is_set():
            here = domain_now(self._context)
            left = left if until is None else until - here
            at = await self._next(agenda, here + left)
            if at is not None:
                left -= await self._run_at(at, agenda.take(at))
            elif left > NO_OFFSET:
                left -= await self._move(left)
            else:
                return True
        return False

    async def _next(self, agenda: Agenda, until: datetime) -> datetime | None:
        """The next due time that matters, if it comes by then; those before it are left behind."""
        asked = [(job.name, job.next_work) for job in agenda.patient]
        self._work = {name: await ask(self._context) for name, ask in asked if ask is not None}
        at = agenda.next(self._work, until=until)
        now = self._context.clock.server_now()
        passed = agenda.pass_over(before=until + MS if at is None else at)
        await self._slots.open([passed_slot(job.name, due, now=now) for job, due in passed])
        return at

    async def _catch_up(self) -> None:
        """Runs what is due already, and what comes due meanwhile."""
        order = {job.name: (number, job) for number, job in enumerate(self._jobs)}
        opened = 1
        while opened and not self._stop.is_set():
            opened = await scan(self._context, self._jobs)
            found = await self._slots.unfinished(until=domain_now(self._context))
            known = [slot for slot in found if slot.job in order]
            for slot in sorted(known, key=lambda one: (one.due, order[one.job][0])):
                await self._see_over(self._context, order[slot.job][1], slot)

    async def _history(self) -> dict[str, datetime]:
        """Up to when each job's due times have been seen to."""
        newest = [await self._slots.newest(job.name) for job in self._jobs]
        # Later than now: made by somebody who is on the way there, so see to it as well.
        now = domain_now(self._context)
        return {slot.job: min(slot.due, now) for slot in newest if slot is not None}

    async def _run_at(self, at: datetime, jobs: Sequence[Job]) -> timedelta:
        """Sees all runs of a due time over; returns by how much the clock was moved for it."""
        idle = {job.name for job in jobs if self._idle(job, at)}
        alone = await self._pass([job for job in jobs if job.name in idle], at)
        slots = [await self._take(job, at) for job in jobs if job.name not in idle]
        ahead = at - domain_now(self._context)
        moved = await self._move(ahead) if ahead > NO_OFFSET else NO_OFFSET
        standing = replace(self._context, clock=StandingClock(self._context.clock, at))
        mine = iter(slots)
        for job in jobs:
            if job.name not in idle:
                await self._run(standing, job, next(mine))
            elif await self._waits_now(standing, job, at) or not alone:
                await self._see_over(standing, job, self._slot(job, at))
        return moved

    def _idle(self, job: Job, at: datetime) -> bool:
        """Whether it is due only because others are."""
        begins = self._work.get(job.name, at)
        return begins is None or begins > at

    async def _pass(self, jobs: Sequence[Job], at: datetime) -> bool:
        """Leaves a due time behind; False if somebody else has opened a slot of it before."""
        now = self._context.clock.server_now()
        passed = [passed_slot(job.name, Due(at), now=now) for job in jobs]
        return await self._slots.open(passed) == len(passed)

    async def _waits_now(self, context: Context, job: Job, at: datetime) -> bool:
        """Whether what ran before it at this time has left it something; if so, it may run."""
        if self._work or job.next_work is None:
            return False
        begins = await job.next_work(context)
        if begins is None or begins > at:
            return False
        return await self._slots.reopen(slot_id(job.name, at))

    async def _run(self, context: Context, job: Job, slot: Slot) -> None:
        """One run; afterwards nothing is known of what waits for the jobs behind it."""
        if slot.owner == self._owner:
            work = Work(context, self._slots, job, slot, effort=self._effort)
            await work.run(self._stop)
        await self._see_over(context, job, slot)
        self._work = {}

    async def _take(self, job: Job, at: datetime) -> Slot:
        """The slot, with us as its owner unless somebody else has opened it."""
        slot = self._slot(job, at)
        mine = await self._slots.take(slot, owner=self._owner, lease=self._effort.lease)
        return mine or slot

    def _slot(self, job: Job, at: datetime) -> Slot:
        return slot_of(job.name, Due(at), now=self._context.clock.server_now())

    async def _see_over(self, context: Context, job: Job, slot: Slot) -> None:
        """Runs it, or waits for who does."""
        by_name = ByName(context, job, slot, effort=self._effort, watch=unwatched)
        ended = await by_name.run(self._stop)
        if ended.ended_at is not None and ended.state is not SlotState.SKIPPED:
            self.runs.append(ended)
            self._tell(ended)

    async def _move(self, by: timedelta) -> timedelta:
        """By how much; less than `by` if somebody else moved it at the same time."""
        since = self._context.clock.offset
        moved = await move_clock(self._context, by, since=since, caller=self._caller)
        if isinstance(moved, Refusal):
            raise Halted(moved)
        return moved.moved
