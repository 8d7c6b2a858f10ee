"""A slot: one due run of one job, as it is stored."""

import enum
from datetime import datetime

import msgspec


class SlotState(enum.StrEnum):
    """`due -> claimed -> done | failed`; back to due for another try; skipped if never run."""

    DUE = "due"
    CLAIMED = "claimed"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


UNFINISHED = (SlotState.DUE, SlotState.CLAIMED)


class SetAside(msgspec.Struct, frozen=True, kw_only=True):
    """An item that a job could not deal with; it did not stop the others."""

    item: str
    error: str


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a run has come: everything up to `checkpoint` is committed or set aside.

    `done` counts the commands that were decided. A checkpoint means something to its job alone.
    """

    checkpoint: str | None = None
    done: int = 0
    set_aside: tuple[SetAside, ...] = ()


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One run of `job` as of `due`, in domain time; `id` is made of the two.

    free_at:  from then on, on the database's clock, anybody may claim it; the end of a lease.
    token:    rises with every claim; a chunk that names an older one is refused.
    attempts: claims since the last progress.
    manual:   asked for by name, not by the timetable.
    missed:   older due times that this one stands for.
    """

    id: str
    job: str
    due: datetime
    state: SlotState
    free_at: datetime
    created_at: datetime
    manual: bool = False
    missed: int = 0
    token: int = 0
    attempts: int = 0
    owner: str | None = None
    progress: Progress = Progress()
    error: str | None = None
    ended_at: datetime | None = None
    version: int = 1
