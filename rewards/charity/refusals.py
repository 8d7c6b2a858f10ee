"""Why a charity's pool says no."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


class CharityUnknown(Refusal, frozen=True, kw_only=True):
    """The programme has no such charity."""

    charity: str

    def detail(self) -> str:
        return f"There is no charity {self.charity}: choose one from the list of charities."


class NoCharityPool(Refusal, frozen=True, kw_only=True):
    """Only charities have a pool."""

    merchant: str

    def detail(self) -> str:
        return f"{self.merchant} is not a charity here, and no pool is there to redeem from."


class NotEnoughInPool(Refusal, frozen=True, kw_only=True):
    """More is wanted than has been given, counted and not redeemed. `counted_at` is when gifts are
    counted next."""

    wanted: int
    available: int
    counted_at: Instant

    def detail(self) -> str:
        return (
            f"{self.wanted} seeds are wanted and {self.available} are in the pool: ask for less, "
            f"or again after {self.counted_at.isoformat()}, when new gifts are counted."
        )
