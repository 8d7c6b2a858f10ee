"""Why an event does not count."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


class UntrustedSource(Refusal, frozen=True, kw_only=True):
    """Who reports is not who this task trusts."""

    task: str
    source: str

    def detail(self) -> str:
        return f"{self.source} does not report {self.task}: ask the place where it was done."


class NotDeclarable(Refusal, frozen=True, kw_only=True):
    """A member's own word is not enough for this task."""

    task: str

    def detail(self) -> str:
        return f"{self.task} takes nobody's word: do it where it can be done, and it is reported."


class SourceNotCharity(Refusal, frozen=True, kw_only=True):
    """A charity task is confirmed by a charity, and this merchant is none."""

    task: str
    source: str

    def detail(self) -> str:
        return (
            f"{self.task} is for charity and {self.source} is none: ask the charity to report it."
        )


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


class ReversalTooLate(Refusal, frozen=True, kw_only=True):
    """The event happened too long ago to be taken back."""

    event_at: Instant
    now: Instant
    reversal_days_max: int

    def detail(self) -> str:
        return (
            f"The event of {self.event_at.isoformat()} can be taken back within "
            f"{self.reversal_days_max} days and it is {self.now.isoformat()}: leave it as it is."
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
