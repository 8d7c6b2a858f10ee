"""Why a member's days stay those of another zone."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


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
