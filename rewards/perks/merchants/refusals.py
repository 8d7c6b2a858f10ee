"""Why somebody is no merchant, or not now."""

from rewards.calendar import Instant
from rewards.refusal import Refusal


class RegistryNumberWrong(Refusal, frozen=True, kw_only=True):
    """A number of 18 digits and letters whose check character is another."""

    registry_number: str

    def detail(self) -> str:
        return (
            f"{self.registry_number} is no Unified Social Credit Code: its check character says "
            "that a character is wrong. Compare it with the business licence."
        )


class RegistryNumberTaken(Refusal, frozen=True, kw_only=True):
    """The programme names a merchant with this number already."""

    registry_number: str
    merchant: str

    def detail(self) -> str:
        return (
            f"{self.registry_number} is the number of the merchant {self.merchant}: ask the "
            "programme's operators for a key to its office."
        )


class MerchantTaken(Refusal, frozen=True, kw_only=True):
    """Another business is called so in the programme."""

    merchant: str

    def detail(self) -> str:
        return f"{self.merchant} is another merchant's name here: choose one that nobody has."


class ApplicationUnknown(Refusal, frozen=True, kw_only=True):
    """There is no such application, or it is not kept any more."""

    def detail(self) -> str:
        return "There is no such application: what was not approved is kept for some months only."


class ApplicationDecided(Refusal, frozen=True, kw_only=True):
    """Somebody has decided it before."""

    state: str
    decided_at: Instant

    def detail(self) -> str:
        return (
            f"This application has been {self.state} since "
            f"{self.decided_at.isoformat(timespec='seconds')}: a decision stands. Whoever was "
            "declined may apply again."
        )


class MerchantSuspended(Refusal, frozen=True, kw_only=True):
    """The programme's operators have stopped what this merchant may begin."""

    merchant: str
    since: Instant

    def detail(self) -> str:
        return (
            f"{self.merchant} has been suspended since {self.since.isoformat(timespec='seconds')}: "
            "nothing new begins there, what has begun can be ended. Why is told to the merchant."
        )
