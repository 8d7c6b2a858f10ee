"""Why a task says no."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


class TaskUnknown(Refusal, frozen=True, kw_only=True):
    """The programme has no such task."""

    task: str

    def detail(self) -> str:
        return f"There is no task {self.task}: choose one from the list of tasks."


class TaskNotOpen(Refusal, frozen=True, kw_only=True):
    """The task is not open at the time asked about."""

    task: str
    asked_at: Instant
    opens_at: Instant
    closes_at: Instant | None

    def detail(self) -> str:
        end = f" until {self.closes_at.isoformat()}" if self.closes_at else ""
        return (
            f"{self.task} is open from {self.opens_at.isoformat()}{end}, "
            f"not at {self.asked_at.isoformat()}: choose a task that is open."
        )


class NotJoined(Refusal, frozen=True, kw_only=True):
    """The member has not joined this task."""

    task: str

    def detail(self) -> str:
        return f"{self.task} has not been joined: join it first, then do it."


class TooManyTasks(Refusal, frozen=True, kw_only=True):
    """As many tasks are joined as one member may follow."""

    joined: int
    most: int

    def detail(self) -> str:
        return f"{self.joined} tasks are joined and {self.most} are allowed: leave one first."


class UntrustedSource(Refusal, frozen=True, kw_only=True):
    """Who reports is not who this task trusts."""

    task: str
    source: str

    def detail(self) -> str:
        return f"{self.source} does not report {self.task}: ask the place where it was done."


class EventInFuture(Refusal, frozen=True, kw_only=True):
    """The event is said to happen later than now, by more than clocks differ."""

    event_at: Instant
    now: Instant
    skew_minutes_max: int

    def detail(self) -> str:
        return (
            f"The event is dated {self.event_at.isoformat()}, more than {self.skew_minutes_max} "
            f"minutes after {self.now.isoformat()}: set the clock of the device right."
        )


class EventTooOld(Refusal, frozen=True, kw_only=True):
    """The event is reported too late to count."""

    event_at: Instant
    now: Instant
    late_hours_max: int

    def detail(self) -> str:
        return (
            f"The event of {self.event_at.isoformat()} is reported at {self.now.isoformat()}: "
            f"report within {self.late_hours_max} hours."
        )


class EventBeforeJoining(Refusal, frozen=True, kw_only=True):
    """The event happened before the member joined the task."""

    task: str
    event_at: Instant
    joined_at: Instant

    def detail(self) -> str:
        return (
            f"{self.task} was joined at {self.joined_at.isoformat()}, after the event of "
            f"{self.event_at.isoformat()}: only what is done after joining counts."
        )


class UnknownZone(Refusal, frozen=True, kw_only=True):
    """Not the name of an IANA time zone."""

    zone: str

    def detail(self) -> str:
        return f"{self.zone!r} is not a time zone: use an IANA name such as Europe/Berlin."


class ZoneChangedRecently(Refusal, frozen=True, kw_only=True):
    """The zone was changed too short a time ago to change it again."""

    zone: str
    changed_at: Instant
    next_at: Instant

    def detail(self) -> str:
        return (
            f"Your days are those of {self.zone} since {self.changed_at.isoformat()}: "
            f"change the zone again from {self.next_at.isoformat()} on."
        )
