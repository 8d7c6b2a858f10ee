"""What a job is: a name, a time, and the answer to "what is your next chunk?"."""

import enum
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from rewards.refusal import Refusal
from service.flows.context import Context
from service.jobs.when import Trigger
from service.programme import Programme
from service.store.path.command import Command, Rule
from service.store.schema.slot import SetAside


class CatchUp(enum.StrEnum):
    """What becomes of due times that nobody was there for."""

    EACH = "each"  # all of them, in order
    NEWEST = "newest"  # one run makes up for all


def domain_now(context: Context) -> datetime:
    """The programme's time, by which jobs are due."""
    return context.clock.domain_now()


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a job as of a point in domain time; the same one whenever it is taken up again."""

    context: Context
    job: str
    as_of: datetime

    def command(self, rule: Rule[Any, Any], body: msgspec.Struct) -> Command[Any]:
        """A job's command. It has no key: its derived ids make repeating it harmless."""
        return self.context.command(rule, body, caller=f"job:{self.job}", key=None)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some commands that are committed together, and where the next chunk begins.

    items:     what each command is about, for people.
    set_aside: items that could not even be made into a command.
    essential: every command must be answered with a yes, or the run has failed. Otherwise a
               refusal is a rule's answer, and a defect sets its item aside.
    worth:     how many things each command does, where that is not one.
    """

    after: str
    commands: tuple[Command[Any], ...] = ()
    items: tuple[str, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    essential: bool = False
    worth: tuple[int, ...] = ()


NextChunk = Callable[[Run, str | None], Awaitable[Chunk | None]]
NextWork = Callable[[Context], Awaitable[datetime | None]]


def any_time(_programme: Programme, _as_of: datetime) -> Refusal | None:
    """For jobs that may run as of any time in the past."""
    return None


@dataclass(frozen=True, slots=True)
class Job:
    """One line of the timetable.

    next_chunk: given the last checkpoint (None at the start), the next chunk, of about 500 commands
                that are harmless to repeat; None at the end. May be cut at any await.
    refuse:     why the job cannot run as of a time; asked when it is started by name.
    next_work:  for a job that is due often: as things stand, the time from which on a run has
                something to do; None if nothing waits. Too early costs a run for nothing, too late
                is a defect. A sandbox's clock passes over the due times before it.
    """

    name: str
    trigger: Callable[[Programme], Trigger]
    catch_up: CatchUp
    what: str
    why: str
    next_chunk: NextChunk
    refuse: Callable[[Programme, datetime], Refusal | None] = any_time
    next_work: NextWork | None = None


class JobRefused(Exception):
    """The run cannot go on, and trying again would not help."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.detail())
        self.refusal = refusal
