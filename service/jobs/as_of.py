"""What a person may give as the time of a run. Pure."""

from collections.abc import Sequence
from datetime import UTC, datetime

from rewards.refusal import Refusal
from service.clock import cut
from service.jobs.due import ALWAYS
from service.jobs.job import Job
from service.programme import Programme


class UnknownJob(Refusal, frozen=True, kw_only=True):
    """The timetable has no such job."""

    job: str
    known: tuple[str, ...]

    def detail(self) -> str:
        return f"There is no job {self.job!r}; there are {', '.join(self.known)}."


class NotATime(Refusal, frozen=True, kw_only=True):
    """The text is no point in time."""

    text: str

    def detail(self) -> str:
        return (
            f"{self.text!r} is not a time with its offset, such as 2026-03-06T00:00:00+01:00 "
            "or 2026-03-05T23:00:00Z."
        )


class TimeInFuture(Refusal, frozen=True, kw_only=True):
    """Nobody knows yet what will have happened by then."""

    as_of: datetime
    now: datetime

    def detail(self) -> str:
        return (
            f"{self.as_of.isoformat()} is in the future: it is {self.now.isoformat()} now. "
            "A job runs as of now or earlier."
        )


def find_job(jobs: Sequence[Job], name: str) -> Job | UnknownJob:
    """The job called `name`."""
    for job in jobs:
        if job.name == name:
            return job
    return UnknownJob(job=name, known=tuple(job.name for job in jobs))


def read_as_of(text: str | None, *, now: datetime) -> datetime | NotATime | TimeInFuture:
    """The time in an ISO 8601 text with an offset, in UTC; `now` without a text."""
    if text is None:
        return now
    as_of = read_time(text)
    if isinstance(as_of, NotATime):
        return as_of
    return TimeInFuture(as_of=as_of, now=now) if as_of > now else as_of


def read_time(text: str) -> datetime | NotATime:
    """The point in time of an ISO 8601 text with an offset, in UTC."""
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is None or at < ALWAYS:
            return NotATime(text=text)
        return cut(at.astimezone(UTC))
    except (ValueError, OverflowError):
        return NotATime(text=text)


def may_run(
    jobs: Sequence[Job], name: str, text: str | None, *, programme: Programme, now: datetime
) -> tuple[Job, datetime] | Refusal:
    """The job and the time that were asked for, if the job can run as of then."""
    job = find_job(jobs, name)
    if isinstance(job, Refusal):
        return job
    as_of = read_as_of(text, now=now)
    if isinstance(as_of, Refusal):
        return as_of
    return job.refuse(programme, as_of) or (job, as_of)
