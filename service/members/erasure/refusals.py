"""Why a member is not erased, or not yet."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


class ErasureWaits(Refusal, frozen=True, kw_only=True):
    """Something is under way that others have a part in."""

    rentals: int
    holds: int
    games: int

    def detail(self) -> str:
        return (
            f"First these have to end: {self.rentals} rentals, {self.holds} amounts of seeds set "
            f"aside for merchants, {self.games} games with a guess of yours. Give back what is "
            "lent, call off what is set aside; games end by themselves."
        )


class NotConfirmed(Refusal, frozen=True, kw_only=True):
    """Erasing cannot be taken back, so it has to be spelled out."""

    confirmation: str

    def detail(self) -> str:
        return (
            "Erasing at once cannot be taken back. If that is what you want, send the field "
            f"confirmation with the text {self.confirmation!r}."
        )


class StillClosing(Refusal, frozen=True, kw_only=True):
    """Its member may still come back."""

    closes_at: Instant

    def detail(self) -> str:
        return f"The membership can be taken up again until {self.closes_at.isoformat()}: wait."
