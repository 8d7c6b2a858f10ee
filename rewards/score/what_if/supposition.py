"""What may be supposed: a closed list."""

import enum
from typing import Annotated

import msgspec

from rewards.score.evidence import EvidenceKind

# The programme has its own, lower bounds.
Times = Annotated[int, msgspec.Meta(ge=1, le=1_000)]
Days = Annotated[int, msgspec.Meta(ge=0, le=3_660)]
EvidenceId = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class Doable(enum.StrEnum):
    """Kinds of evidence that a member can add to alone."""

    TASK_COMPLETED = "task_completed"
    CHARITY_TASK_COMPLETED = "charity_task_completed"
    STREAK_WEEK = "streak_week"
    PAID_ON_TIME = "paid_on_time"
    CONTACT_VERIFIED = "contact_verified"
    SECOND_FACTOR = "second_factor"
    CONSENTS_REVIEWED = "consents_reviewed"
    INVITATION_QUALIFIED = "invitation_qualified"

    @property
    def evidence(self) -> EvidenceKind:
        """The same as evidence."""
        return EvidenceKind(self.value)


class Do(msgspec.Struct, frozen=True, kw_only=True):
    """`kind` is done `times`, evenly over the next `days`."""

    kind: Doable
    times: Times = 1
    days: Days = 0


class KeepRentals(msgspec.Struct, frozen=True, kw_only=True):
    """Rentals are brought back in time, evenly over the next `days`."""

    times: Times = 1
    days: Days = 0
    large: bool = False


class ReturnLate(msgspec.Struct, frozen=True, kw_only=True):
    """One rental is brought back late."""

    large: bool = False


class Cure(msgspec.Struct, frozen=True, kw_only=True):
    """A broken promise is made good."""

    evidence: EvidenceId


class Lose(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of evidence counts no more: it has faded, or is taken back."""

    evidence: EvidenceId


class Wait(msgspec.Struct, frozen=True, kw_only=True):
    """Days pass in which nothing is done."""

    days: Days


Supposition = Do | KeepRentals | ReturnLate | Cure | Lose | Wait


def days_of(supposition: Supposition) -> int:
    """How long it takes."""
    return supposition.days if isinstance(supposition, Do | KeepRentals | Wait) else 0


def times_of(supposition: Supposition) -> int:
    """How much evidence it makes."""
    return supposition.times if isinstance(supposition, Do | KeepRentals) else 1
