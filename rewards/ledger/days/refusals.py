"""Why there is no such day, or no proof yet."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


class LedgerDayUnknown(Refusal, frozen=True, kw_only=True):
    """No day of the ledger has been closed under this date."""

    day: str

    def detail(self) -> str:
        return f"The ledger has no closed day {self.day}: look at the list of days."


class TransferUnknown(Refusal, frozen=True, kw_only=True):
    """The caller has no such transfer. The id is not repeated, so that another's is answered in the
    same words as one that does not exist."""

    def detail(self) -> str:
        return "You have no such transfer: look at your statement for the ids of yours."


class TransferNotClosed(Refusal, frozen=True, kw_only=True):
    """The day that the transfer will be a leaf of is not closed."""

    transfer: str
    closes_at: Instant

    def detail(self) -> str:
        return (
            f"{self.transfer} is not in a closed day of the ledger yet: ask again after "
            f"{self.closes_at.isoformat()}."
        )
