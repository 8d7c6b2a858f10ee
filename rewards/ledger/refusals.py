"""Why the ledger says no."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


class AmountOutOfRange(Refusal, frozen=True, kw_only=True):
    """An amount of seeds below 1 or above what this account can still hold."""

    amount: int
    most: int

    def detail(self) -> str:
        return f"{self.amount} seeds cannot be moved: use a whole number from 1 to {self.most}."


class NotEnoughSeeds(Refusal, frozen=True, kw_only=True):
    """More seeds are wanted than the account has collected and not spent."""

    wanted: int
    available: int

    def detail(self) -> str:
        return f"This needs {self.wanted} seeds and {self.available} are available: collect more."


class NothingRipe(Refusal, frozen=True, kw_only=True):
    """The basket holds nothing that can be collected. `withered` entries came too late."""

    withered: int

    def detail(self) -> str:
        late = f" {self.withered} awards have withered." if self.withered else ""
        return f"Nothing is ripe: complete a task first.{late}"


class UnknownRipe(Refusal, frozen=True, kw_only=True):
    """No ripe seeds under this award id: collected before, reversed, or never earned."""

    id: str

    def detail(self) -> str:
        return f"No ripe seeds are waiting under {self.id}: look at your ripe seeds again."


class AlreadyWithered(Refusal, frozen=True, kw_only=True):
    """The time to collect this award has passed, or it has already gone back."""

    id: str
    withered_at: Instant

    def detail(self) -> str:
        return (
            f"The seeds of {self.id} withered at {self.withered_at.isoformat()}: "
            "collect earlier next time."
        )


class AlreadyCollected(Refusal, frozen=True, kw_only=True):
    """The programme takes back only what has not been collected."""

    id: str
    collected_at: Instant

    def detail(self) -> str:
        return (
            f"The seeds of {self.id} were collected at {self.collected_at.isoformat()} and stay: "
            "nothing is left to do."
        )


class AlreadyReversed(Refusal, frozen=True, kw_only=True):
    """This transfer has been taken back before."""

    id: str
    reversed_at: Instant

    def detail(self) -> str:
        return f"{self.id} was reversed at {self.reversed_at.isoformat()}: nothing is left to do."


class NotReversible(Refusal, frozen=True, kw_only=True):
    """Only awards are reversed; what followed from an award is taken back with it."""

    id: str
    reason: str

    def detail(self) -> str:
        return f"{self.id} is a transfer of kind {self.reason}: reverse the award it belongs to."


class DifferentTransfer(Refusal, frozen=True, kw_only=True):
    """A transfer with this id exists and says something else in `field`."""

    id: str
    field: str
    existing: str
    wanted: str

    def detail(self) -> str:
        return (
            f"{self.id} already exists with {self.field} {self.existing}, not {self.wanted}: "
            "reverse it or use another id."
        )


class HoldUnknown(Refusal, frozen=True, kw_only=True):
    """Nothing is set aside under this id: posted, voided or over before, or never asked for."""

    id: str

    def detail(self) -> str:
        return f"No seeds are set aside under {self.id}: set them aside again."


class HoldEnded(Refusal, frozen=True, kw_only=True):
    """The time for which seeds were set aside is over."""

    id: str
    ended_at: Instant

    def detail(self) -> str:
        return (
            f"The seeds of {self.id} were set aside until {self.ended_at.isoformat()}: "
            "set them aside again."
        )


class HoldLength(Refusal, frozen=True, kw_only=True):
    """Seeds cannot be set aside for that long, or for that short a time."""

    seconds: int
    least: int
    most: int

    def detail(self) -> str:
        return (
            f"Seeds cannot be set aside for {self.seconds} s: choose {self.least} to {self.most} s."
        )


class TooManyHolds(Refusal, frozen=True, kw_only=True):
    """As many holds are open as one account may have."""

    holds: int
    most: int

    def detail(self) -> str:
        return f"{self.holds} holds are open and {self.most} are allowed: finish one first."
