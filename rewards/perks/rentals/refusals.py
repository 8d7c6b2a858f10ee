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


class ClockStopped(Refusal, frozen=True, kw_only=True):
    """A fault was reported, so nothing becomes late."""

    at: Instant

    def detail(self) -> str:
        return f"A fault was reported at {self.at.isoformat()}: the clock stands until it is seen."


class FaultReported(Refusal, frozen=True, kw_only=True):
    """A fault was reported, and the merchant has not seen to it."""

    at: Instant

    def detail(self) -> str:
        return (
            f"A fault was reported at {self.at.isoformat()}, and the clock has stood since: take "
            "the thing back, or clear the fault."
        )


class NotOut(Refusal, frozen=True, kw_only=True):
    """Nobody has the thing, so its clock does not go."""

    state: str

    def detail(self) -> str:
        return f"This rental is {self.state}: only what the member has can be out of order."


class NotReturned(Refusal, frozen=True, kw_only=True):
    """Only of what came back can be said how it is."""

    state: str

    def detail(self) -> str:
        return f"This rental is {self.state}: book its return first, then claim the damage."


class TooManyFaults(Refusal, frozen=True, kw_only=True):
    """The clock of one rental was stopped as often as it can be."""

    most: int

    def detail(self) -> str:
        return f"A fault can be reported {self.most} times: bring the thing back instead."


class NoFault(Refusal, frozen=True, kw_only=True):
    """No fault is reported, or none that is still open."""

    def detail(self) -> str:
        return "No fault is open on this rental: its clock goes on."


class AlreadyClaimed(Refusal, frozen=True, kw_only=True):
    """Once is all there is. `amount` is in minor units of money."""

    amount: int
    at: Instant

    def detail(self) -> str:
        return (
            f"{self.amount} were claimed at {self.at.isoformat()}: settle once that is paid, or "
            "propose a breach when the grace is over."
        )


class ClaimAboveDeposit(Refusal, frozen=True, kw_only=True):
    """More is claimed than could have been kept of a deposit. All are minor units of money."""

    wanted: int
    most: int

    def detail(self) -> str:
        return f"{self.wanted} are claimed, {self.most} were waived: claim no more than that."


class GraceNotOver(Refusal, frozen=True, kw_only=True):
    """The member still has time to keep the promise."""

    until: Instant

    def detail(self) -> str:
        return f"The member has until {self.until.isoformat()} to make it right: wait until then."


class NothingBroken(Refusal, frozen=True, kw_only=True):
    """It came back and nothing is claimed, so there is no promise that could be broken."""

    def detail(self) -> str:
        return "It came back and nothing is claimed: settle it, or claim the damage first."


class DisputeOpen(Refusal, frozen=True, kw_only=True):
    """The member has objected, and has to be answered."""

    def detail(self) -> str:
        return "The member objects to this: answer the challenge, or withdraw what you said there."


class BreachUnknown(Refusal, frozen=True, kw_only=True):
    """No promise of this rental is said to be broken."""

    state: str

    def detail(self) -> str:
        return f"This rental is {self.state}: no promise of it is said to be broken."


class OfflinePassOut(Refusal, frozen=True, kw_only=True):
    """A till may have taken it already, so it cannot be given back."""

    ends_at: Instant

    def detail(self) -> str:
        return (
            "A till without a network may have taken this pass already: it ends by itself at "
            f"{self.ends_at.isoformat()}, if none brings it in until then."
        )


class NotOffline(Refusal, frozen=True, kw_only=True):
    """The perk is not given out by tills without a network."""

    perk: str

    def detail(self) -> str:
        return f"{self.perk} is not given out offline: open a pass at the counter instead."


class TooLongOffline(Refusal, frozen=True, kw_only=True):
    """An offline pass is good for a day at most."""

    wanted: int
    most: int

    def detail(self) -> str:
        return f"{self.wanted} hours are wanted, {self.most} are allowed: ask for fewer."


class PerkNotOpen(Refusal, frozen=True, kw_only=True):
    """The member cannot have it now. Why is in their list of perks, and in their inbox."""

    perk: str

    def detail(self) -> str:
        return f"{self.perk} is not open to you now: your perks say what is missing."


class OfflinePassUnknown(Refusal, frozen=True, kw_only=True):
    """No such pass was issued for this merchant."""

    def detail(self) -> str:
        return "No such pass was issued for you: upload what the scanner read, to the last letter."


class OfflinePassUnfit(Refusal, frozen=True, kw_only=True):
    """The token is not what was issued, or not for this till. `why` is a word of `seedbank
    verify`."""

    why: str

    def detail(self) -> str:
        return f"This pass is not good ({self.why}): a till that verifies would have refused it."


class OfflinePassUsed(Refusal, frozen=True, kw_only=True):
    """It was given out once, at another moment."""

    handed_over_at: Instant

    def detail(self) -> str:
        return f"This pass was used at {self.handed_over_at.isoformat()}: it is good for one use."


class UsedOutsidePass(Refusal, frozen=True, kw_only=True):
    """The time of use is before the pass was made, after its end, or in the future."""

    handed_over_at: Instant
    earliest: Instant
    latest: Instant

    def detail(self) -> str:
        return (
            f"The use is dated {self.handed_over_at.isoformat()}: give a time from "
            f"{self.earliest.isoformat()} to {self.latest.isoformat()}, and set the till's clock."
        )


class UploadTooLate(Refusal, frozen=True, kw_only=True):
    """Nobody brought it in in time, so the line is free again."""

    ended_at: Instant

    def detail(self) -> str:
        return f"This pass could be brought in until {self.ended_at.isoformat()}: it has ended."
