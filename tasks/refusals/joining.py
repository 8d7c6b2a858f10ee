"""Why a member does not follow a task, or cannot."""

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


class LevelTooLow(Refusal, frozen=True, kw_only=True):
    """The task asks for a level that the member's published score does not reach."""

    task: str
    level: str
    at_least: int

    def detail(self) -> str:
        return (
            f"{self.task} opens at level {self.level}, from a score of {self.at_least} on: "
            "choose another task until yours is there."
        )


class NoPublishedScore(Refusal, frozen=True, kw_only=True):
    """The task asks for a level, and no score of the member's has been published."""

    task: str
    level: str

    def detail(self) -> str:
        return (
            f"{self.task} opens at level {self.level} and you have no published score: "
            "choose another task until you have one."
        )


class TasksMissing(Refusal, frozen=True, kw_only=True):
    """Other tasks have to be completed before this one."""

    task: str
    missing: tuple[str, ...]

    def detail(self) -> str:
        first = ", ".join(self.missing)
        return f"{self.task} comes after {first}: complete what is missing first."
