"""Looks at the timetable and opens the slots that are due, missed ones included."""

from collections.abc import Sequence

from service.flows.context import Context
from service.jobs.due import due_times, first_slot, slot_of, to_run
from service.jobs.job import CatchUp, Job, domain_now
from service.store.slots import Slots, slots_of


async def scan(context: Context, jobs: Sequence[Job]) -> int:
    """Opens what has come due since each job's newest slot; returns how many slots are new.

    The first look of all opens none: what was due before a programme existed was not missed. Any
    number of processes may look at once; a slot's id makes it one slot.
    """
    slots = slots_of(context.store)
    return sum([await _scan_job(context, slots, job) for job in jobs])


async def _scan_job(context: Context, slots: Slots, job: Job) -> int:
    now, until = context.clock.server_now(), domain_now(context)
    newest = await slots.newest(job.name)
    if newest is None:
        await slots.open([first_slot(job.name, until)])
        return 0
    trigger = job.trigger(context.programme())
    runs = to_run(due_times(trigger, after=newest.due, until=until), job.catch_up)
    opened = await slots.open([slot_of(job.name, due, now=now) for due in runs])
    if runs and job.catch_up is CatchUp.NEWEST:
        await slots.supersede(job.name, before=runs[-1].at)
    return opened
