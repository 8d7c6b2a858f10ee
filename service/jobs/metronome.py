"""The metronome: says when to look at the timetable. Nothing depends on it but promptness.

APScheduler keeps its jobs in memory and knows nothing of slots. A tick that is late, lost or double
does no harm: whoever looks next opens the slots that are due, and a slot is opened once.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.base import BaseTrigger  # type: ignore[import-untyped]
from apscheduler.triggers.interval import IntervalTrigger  # type: ignore[import-untyped]

from service.clock import NO_OFFSET
from service.jobs.job import Job
from service.jobs.when import Trigger
from service.programme import Programme

LOOK_EVERY_S = 60

# Ticks that piled up are one, and none is ever too late.
DEFAULTS = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}


class Beat(BaseTrigger):  # type: ignore[misc]
    """A trigger of ours, as APScheduler asks for it: on this machine's clock, while due times are
    in domain time, which is so far ahead."""

    def __init__(self, trigger: Trigger, ahead: timedelta) -> None:
        self._trigger, self._ahead = trigger, ahead

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """The due time after the last one; at first the next from now on."""
        after = previous_fire_time or now - timedelta(microseconds=1)
        return self._trigger(after + self._ahead) - self._ahead


class Metronome:
    """Calls `tick` at every due time of the timetable, and every minute. Belongs to a loop."""

    def __init__(
        self, jobs: Sequence[Job], programme: Programme, tick: Callable[[], Awaitable[None]]
    ) -> None:
        self._triggers = {job.name: job.trigger(programme) for job in jobs}
        self._scheduler: Any = AsyncIOScheduler(timezone=UTC, job_defaults=DEFAULTS)
        for name, trigger in self._triggers.items():
            self._scheduler.add_job(tick, Beat(trigger, NO_OFFSET), id=name)
        # Finds what the ticks missed, and what a new version of the programme has made due.
        every_minute = IntervalTrigger(seconds=LOOK_EVERY_S, timezone=UTC)
        self._scheduler.add_job(tick, every_minute, id="look")

    def start(self) -> None:
        """From now on it ticks; the first look is the caller's."""
        self._scheduler.start()

    def ahead(self, by: timedelta) -> None:
        """Domain time is so far ahead from now on."""
        for name, trigger in self._triggers.items():
            self._scheduler.reschedule_job(name, trigger=Beat(trigger, by))

    def stop(self) -> None:
        """No more ticks."""
        self._scheduler.shutdown(wait=False)
