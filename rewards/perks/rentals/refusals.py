"""Why a rental says no."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


class WrongRentalState(Refusal, frozen=True, kw_only=True):
    """The rental cannot go from `state` to `wanted`."""

    state: str
    wanted: str
    allowed: tuple[str, ...]

    def detail(self) -> str:
        ways = ", ".join(self.allowed) or "nothing: it has ended"
        return f"A rental that is {self.state} cannot become {self.wanted}; it can be: {ways}."


class QuoteEnded(Refusal, frozen=True, kw_only=True):
    """The answer to the check is too old to be relied on."""

    ended_at: Instant

    def detail(self) -> str:
        return f"The quote ended at {self.ended_at.isoformat()}: ask the member for a new pass."


class AuthorisationEnded(Refusal, frozen=True, kw_only=True):
    """Nothing was handed over in time, so the line is free again."""

    ended_at: Instant

    def detail(self) -> str:
        return f"The authorisation ended at {self.ended_at.isoformat()}: begin with a new check."


class NotEndedYet(Refusal, frozen=True, kw_only=True):
    """The time of the present state is not over."""

    ends_at: Instant

    def detail(self) -> str:
        return f"This rental has until {self.ends_at.isoformat()}: wait until then."


class LineExceeded(Refusal, frozen=True, kw_only=True):
    """The deposit does not fit into what is left of the line. All are minor units of money."""

    wanted: int
    used: int
    limit: int

    def detail(self) -> str:
        return (
            f"A deposit of {self.wanted} is wanted, {self.used} of {self.limit} are in use: "
            "end another rental first, or pay the deposit."
        )


class DepositNotWaived(Refusal, frozen=True, kw_only=True):
    """All that a merchant learns when the line has no room: the numbers would say the level."""

    def detail(self) -> str:
        return "The deposit cannot be waived: take it, or check again with a new pass."


class RentalUnknown(Refusal, frozen=True, kw_only=True):
    """There is no such rental, or it is somebody else's. Deliberately the same answer."""

    def detail(self) -> str:
        return "You have no rental under this id: take the id from the answer to the check."


class TooManyRentals(Refusal, frozen=True, kw_only=True):
    """As many things are lent as one member may have at once."""

    rentals: int
    most: int

    def detail(self) -> str:
        return f"{self.rentals} rentals are open and {self.most} are allowed: end one first."


class EndNotLater(Refusal, frozen=True, kw_only=True):
    """The end of a rental only moves later."""

    ends_at: Instant
    wanted: Instant

    def detail(self) -> str:
        return (
            f"The rental ends at {self.ends_at.isoformat()}, {self.wanted.isoformat()} is not "
            "later: choose a later end, or return the thing early."
        )


class EndTooLate(Refusal, frozen=True, kw_only=True):
    """The perk lends for less than that."""

    latest: Instant
    wanted: Instant

    def detail(self) -> str:
        return (
            f"The rental can last until {self.latest.isoformat()}, not until "
            f"{self.wanted.isoformat()}: choose an earlier end."
        )


class ReturnOutsideRental(Refusal, frozen=True, kw_only=True):
    """The time of return is before the hand-over, or too far ahead of now."""

    returned_at: Instant
    earliest: Instant
    latest: Instant

    def detail(self) -> str:
        return (
            f"The return is dated {self.returned_at.isoformat()}: give a time from "
            f"{self.earliest.isoformat()} to {self.latest.isoformat()}."
        )


class MerchantHasTime(Refusal, frozen=True, kw_only=True):
    """The merchant may still settle by itself."""

    until: Instant

    def detail(self) -> str:
        return f"The merchant has until {self.until.isoformat()} to settle this: wait until then."
