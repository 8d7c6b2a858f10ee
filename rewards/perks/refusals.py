"""Why a pass or a perk says no."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


class PerkUnknown(Refusal, frozen=True, kw_only=True):
    """The programme has no such perk."""

    perk: str

    def detail(self) -> str:
        return f"There is no perk {self.perk}: choose one from the list of perks."


class PerkNotOffered(Refusal, frozen=True, kw_only=True):
    """The perk exists and this merchant does not offer it."""

    perk: str
    merchant: str

    def detail(self) -> str:
        return f"{self.merchant} does not offer {self.perk}: choose a merchant from its list."


class UnknownPass(Refusal, frozen=True, kw_only=True):
    """No pass under this token, or none for this merchant. Carries nothing on purpose."""

    def detail(self) -> str:
        return "This pass is not known here: ask the member to open a new one."


class PassForAnotherMerchant(Refusal, frozen=True, kw_only=True):
    """The pass was opened for somebody else. For logs and limits; merchants see UnknownPass."""

    merchant: str
    meant_for: str

    def detail(self) -> str:
        return f"The pass is for {self.meant_for}, not {self.merchant}: open one for this counter."


class TooManyWrongCodes(Refusal, frozen=True, kw_only=True):
    """Codes that open nothing were typed at this terminal, one after the other."""

    until: Instant

    def detail(self) -> str:
        return (
            f"Too many wrong codes were typed here: scan the pass, or type again from "
            f"{self.until.isoformat(timespec='seconds')} on."
        )


class PassUsed(Refusal, frozen=True, kw_only=True):
    """The pass has been used; it has one use."""

    used_at: Instant

    def detail(self) -> str:
        return f"The pass was used at {self.used_at.isoformat()}: ask the member for a new one."


class PassExpired(Refusal, frozen=True, kw_only=True):
    """The pass has run out."""

    expired_at: Instant

    def detail(self) -> str:
        return f"The pass ended at {self.expired_at.isoformat()}: ask the member for a new one."


class MerchantUnknown(Refusal, frozen=True, kw_only=True):
    """The programme has no such merchant."""

    merchant: str

    def detail(self) -> str:
        return f"There is no merchant {self.merchant}: take the id from the programme document."


class MonthUnknown(Refusal, frozen=True, kw_only=True):
    """No month is called so, or it has not begun yet."""

    month: str

    def detail(self) -> str:
        return f"There is no month {self.month} yet: name one that has begun, such as 2026-03."
