"""Why a task says no."""

from rewards.calendar import Instant
from rewards.refusal import Refusal
from tasks.kinds import Limit


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


class SourceNotCharity(Refusal, frozen=True, kw_only=True):
    """A charity task is confirmed by a charity, and this merchant is none."""

    task: str
    source: str

    def detail(self) -> str:
        return (
            f"{self.task} is for charity and {self.source} is none: ask the charity to report it."
        )


class DifferentEvent(Refusal, frozen=True, kw_only=True):
    """An event with this reference has been counted and says something else in `field`."""

    reference: str
    field: str
    existing: str
    wanted: str

    def detail(self) -> str:
        return (
            f"The event {self.reference} has been counted with {self.field} {self.existing}, not "
            f"{self.wanted}: reverse it, and report what is right as an event of its own."
        )


class TooManyEvents(Refusal, frozen=True, kw_only=True):
    """As many events of one period, or of one day of it, are counted as can be remembered."""

    task: str
    events: int
    most: int

    def detail(self) -> str:
        return (
            f"{self.events} events of {self.task} are counted and {self.most} are remembered: "
            "report the next one in the next period."
        )


class NoQuiz(Refusal, frozen=True, kw_only=True):
    """The task has no questions to answer."""

    task: str

    def detail(self) -> str:
        return f"{self.task} is no quiz: do it where it can be done, and it is reported."


class QuizPassed(Refusal, frozen=True, kw_only=True):
    """The quiz has been passed in this period."""

    task: str

    def detail(self) -> str:
        return f"The quiz {self.task} has been passed: nothing is left to answer."


class WrongAnswers(Refusal, frozen=True, kw_only=True):
    """There are not as many answers as questions."""

    task: str
    answers: int
    questions: int

    def detail(self) -> str:
        return (
            f"{self.task} has {self.questions} questions and {self.answers} answers were sent: "
            "answer each question once, in order."
        )


class TooManyTries(Refusal, frozen=True, kw_only=True):
    """The quiz has been tried as often as it may be on one day."""

    task: str
    tries: int
    most: int

    def detail(self) -> str:
        return (
            f"{self.task} has been tried {self.tries} times today and {self.most} are allowed: "
            "try again tomorrow."
        )


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


class CapReached(Refusal, frozen=True, kw_only=True):
    """A cap or a budget is used up, and what it no longer covers is not counted.

    `left` is what `limit` still covers of the `seeds` asked for.
    """

    task: str
    limit: Limit
    seeds: int
    left: int

    def detail(self) -> str:
        return (
            f"{self.task} pays {self.seeds} seeds and {_LIMITS[self.limit]} covers {self.left}: "
            "nothing is counted, choose another task."
        )


_LIMITS = {
    Limit.MEMBER_DAY: "what you can earn in a day",
    Limit.CAMPAIGN_DAY: "what its campaign pays you in a day",
    Limit.TASK_BUDGET: "what is left of its budget",
    Limit.CAMPAIGN_BUDGET: "what is left of its campaign's budget",
}
