"""One fact about a kept or broken promise."""

import enum

import msgspec

from rewards.calendar import Instant


class EvidenceKind(enum.StrEnum):
    """The closed list of what can count. What it is worth is the scheme's business."""

    MONTH_ACTIVE = "month_active"
    RENTAL_KEPT_SMALL = "rental_kept_small"
    RENTAL_KEPT_LARGE = "rental_kept_large"
    BREACH = "breach"
    TASK_COMPLETED = "task_completed"
    CHARITY_TASK_COMPLETED = "charity_task_completed"
    STREAK_WEEK = "streak_week"
    RETURNED_ON_TIME = "returned_on_time"
    PAID_ON_TIME = "paid_on_time"
    RETURNED_LATE = "returned_late"
    NO_SHOW = "no_show"
    CONTACT_VERIFIED = "contact_verified"
    SECOND_FACTOR = "second_factor"
    CONSENTS_REVIEWED = "consents_reviewed"
    INVITATION_QUALIFIED = "invitation_qualified"


NOT_YET = frozenset({EvidenceKind.SECOND_FACTOR, EvidenceKind.PAID_ON_TIME})
"""What nothing can report yet: schemes may say what it will be worth, and nobody is advised to do
it."""


BROKEN = frozenset({EvidenceKind.BREACH, EvidenceKind.RETURNED_LATE, EvidenceKind.NO_SHOW})
"""What may take points. Each is stored with a notice when it is first known; the rest follows from
what a member did, and nobody is told of that in time to answer."""


class Status(enum.StrEnum):
    """How a fact stands: what is counted or cured has effect, nothing else has."""

    COUNTED = "counted"
    PROPOSED = "proposed"
    CHALLENGED = "challenged"
    CURED = "cured"
    REVERSED = "reversed"


EFFECTIVE = frozenset({Status.COUNTED, Status.CURED})


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """`source` says who knows it (a merchant id, `app`), `at` when it happened.

    `id` is unique per account; storage sees to that.
    """

    id: str
    kind: EvidenceKind
    at: Instant
    source: str
    status: Status = Status.COUNTED
