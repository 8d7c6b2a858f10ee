"""Which due time comes next, over all jobs, and which may be passed over. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from service.clock import MS
from service.jobs.due import Due, due_times
from service.jobs.job import Job
from service.programme import Programme

NO_END = 1_000_000


class Agenda:
    """The due times ahead. A job that can say when there is work for it is *patient*: only those of
    its due times matter at which there is."""

    def __init__(
        self, jobs: Sequence[Job], programme: Programme, after: Mapping[str, datetime]
    ) -> None:
        """`after` says for each job by name up to when its due times have been seen to."""
        self._jobs = tuple(jobs)
        self._triggers = {job.name: job.trigger(programme) for job in jobs}
        self._next = {name: trigger(after[name]) for name, trigger in self._triggers.items()}
        self.patient = tuple(job for job in jobs if job.next_work is not None)

    def next(self, work: Mapping[str, datetime | None], *, until: datetime) -> datetime | None:
        """The next due time up to and with `until`; of a patient job the first one that is not
        before its `work`."""
        found = [at for job in self._jobs if (at := self._wanted(job, work)) is not None]
        at = min(found, default=None)
        return at if at is not None and at <= until else None

    def pass_over(self, *, before: datetime) -> list[tuple[Job, Due]]:
        """Leaves behind what is due before then, for patient jobs only; the last due time of each,
        and how many it stands for."""
        passed = [(job, self._pass(job, before)) for job in self.patient]
        return [(job, due) for job, due in passed if due is not None]

    def take(self, at: datetime) -> tuple[Job, ...]:
        """The jobs that are due at exactly that time, in the timetable's order; each once."""
        now = tuple(job for job in self._jobs if self._next[job.name] == at)
        for job in now:
            self._next[job.name] = self._triggers[job.name](at)
        return now

    def _wanted(self, job: Job, work: Mapping[str, datetime | None]) -> datetime | None:
        due = self._next[job.name]
        if job.next_work is None:
            return due
        begins = work[job.name]
        if begins is None or begins <= due:
            return due if begins is not None else None
        return self._triggers[job.name](begins - MS)

    def _pass(self, job: Job, before: datetime) -> Due | None:
        first, trigger = self._next[job.name], self._triggers[job.name]
        if first >= before:
            return None
        times = [first, *due_times(trigger, after=first, until=before - MS, most=NO_END)]
        self._next[job.name] = trigger(times[-1])
        return Due(times[-1], missed=len(times) - 1)
