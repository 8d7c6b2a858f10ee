"""Why a badge is not shared, or not shown."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


class BadgeUnknown(Refusal, frozen=True, kw_only=True):
    """The programme has no such badge."""

    badge: str

    def detail(self) -> str:
        return f"There is no badge {self.badge}: choose one from your list of badges."


class ShareUnknown(Refusal, frozen=True, kw_only=True):
    """The caller shares nothing under this code. The same for somebody else's, or an ended one."""

    def detail(self) -> str:
        return "You share nothing under this code: take it from your list of badges."


class AlreadyShared(Refusal, frozen=True, kw_only=True):
    """The merchant is shown this badge under a code that it may have been given: no other takes its
    place unsaid."""

    badge: str
    merchant: str
    ends_at: Instant

    def detail(self) -> str:
        return (
            f"{self.merchant} is shown {self.badge} until "
            f"{self.ends_at.isoformat(timespec='seconds')}, and the code stays the same: take it "
            "from your list of badges. For another code or another end, take that one back first."
        )


class TooManyShares(Refusal, frozen=True, kw_only=True):
    """As many badges are shared as one member may share at once."""

    shares: int
    most: int

    def detail(self) -> str:
        return f"{self.shares} badges are shared, {self.most} may be: take one back first."


class BadgeNotShared(Refusal, frozen=True, kw_only=True):
    """Nothing is shown under this code. Carries nothing on purpose: whether there never was such a
    code, it has ended, was taken back, or there is nothing to say yet, is not the viewer's."""

    def detail(self) -> str:
        return "Nothing is shared with you under this code."


class NotByPass(Refusal, frozen=True, kw_only=True):
    """The perk is no business of a counter."""

    perk: str

    def detail(self) -> str:
        return f"{self.perk} is a badge: share it with a merchant, there is no pass for it."
