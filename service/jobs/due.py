"""Which runs are due, and which of the missed ones still matter. Pure."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from service.clock import cut
from service.jobs.job import CatchUp
from service.jobs.when import Trigger
from service.store.schema.slot import Slot, SlotState

MOST = 100
"""Due times that one look finds; the next look goes on from there."""

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


class Due(NamedTuple):
    """A run to make, and how many older ones it makes up for."""

    at: datetime
    missed: int = 0


def due_times(
    trigger: Trigger, *, after: datetime, until: datetime, most: int = MOST
) -> list[datetime]:
    """The due times after `after`, up to and with `until`, oldest first, in UTC."""
    found: list[datetime] = []
    next_ = trigger(after)
    while next_ <= until and len(found) < most:
        found.append(next_)
        next_ = trigger(next_)
    return found


def to_run(times: Sequence[datetime], catch_up: CatchUp) -> list[Due]:
    """The runs that missed due times ask for."""
    if catch_up is CatchUp.EACH:
        return [Due(at) for at in times]
    return [Due(times[-1], missed=len(times) - 1)] if times else []


def slot_id(job: str, due: datetime) -> str:
    """`<job>:<due>`: a job runs once as of one time."""
    return f"{job}:{cut(due).isoformat(timespec='milliseconds').replace('+00:00', 'Z')}"


def slot_of(job: str, due: Due, *, now: datetime, manual: bool = False) -> Slot:
    """A slot that anybody may claim at once."""
    return Slot(
        id=slot_id(job, due.at),
        job=job,
        due=due.at,
        state=SlotState.DUE,
        free_at=ALWAYS,
        created_at=now,
        manual=manual,
        missed=due.missed,
    )


def passed_slot(job: str, due: Due, *, now: datetime) -> Slot:
    """Marks due times that were passed over, because nothing was to be done."""
    slot = slot_of(job, due, now=now)
    return msgspec.structs.replace(slot, state=SlotState.SKIPPED, ended_at=now)


def first_slot(job: str, now: datetime) -> Slot:
    """Where a job's history begins: nothing before it was missed. One per job, so a fixed id."""
    return Slot(
        id=f"{job}:first",
        job=job,
        due=now,
        state=SlotState.SKIPPED,
        free_at=ALWAYS,
        created_at=now,
    )
