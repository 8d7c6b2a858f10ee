"""What is done of one task in one of its periods: a set of events, and what it was paid."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from tasks.kinds import TaskKind
from tasks.task import Task


@dataclass(frozen=True)
class Happened:
    """An event as its source tells it, always the same: the machine's plan of it."""

    who: int
    task: str
    id: str
    at: datetime
    amount: int


@dataclass(frozen=True)
class Paid:
    """The award of a completion."""

    id: str
    seeds: int
    day: date


@dataclass
class Period:
    """`events` stand, with their dates; `gone` ones never count; `paid` while it is completed."""

    task: Task
    label: str
    events: dict[str, tuple[Happened, date]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    paid: Paid | None = None
    revoked: int = 0
    kept: int = 0
    tries: tuple[date | None, int] = (None, 0)

    @property
    def goal(self) -> int:
        return self.task.target or 1

    @property
    def done(self) -> int:
        if self.task.kind is TaskKind.DAYS:
            return len({day for _, day in self.events.values()})
        if self.task.unit is not None:
            return sum(event.amount for event, _ in self.events.values())
        return len(self.events)

    @property
    def seeds(self) -> int:
        """What it has paid, as it stands."""
        return self.paid.seeds if self.paid else 0

    def award(self, account: str) -> str:
        """The id of what completing it now pays: another one each time."""
        again = f"-r{self.revoked}" if self.revoked else ""
        return f"task:{self.task.id}:{account}:{self.label}{again}"

    def last(self) -> Happened:
        """The event that dates the completion."""
        return max((event for event, _ in self.events.values()), key=lambda each: each.at)

    def differs(self, event: Happened) -> bool:
        """True if the event is known, and was told otherwise."""
        if event.id not in self.events:
            return False
        known, _ = self.events[event.id]
        return known.at != event.at or (self.task.unit is not None and known.amount != event.amount)


def label_of(task: Task, day: date) -> str:
    """The period that holds a member's date."""
    if task.kind is TaskKind.DAILY:
        return day.isoformat()
    if task.kind is TaskKind.WEEKLY:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if task.window_days is None:
        return "once"
    opened = task.opens_at.astimezone(UTC).date()
    start = day - timedelta(days=(day - opened).days % task.window_days)
    return f"{start.isoformat()}.{task.window_days}d"
