"""Why a spending says no."""

from rewards.refusal import Refusal


class WrongSpendingState(Refusal, frozen=True, kw_only=True):
    """The spending cannot go from `state` to `wanted`."""

    state: str
    wanted: str
    allowed: tuple[str, ...]

    def detail(self) -> str:
        ways = ", ".join(self.allowed) or "nothing: it has ended"
        return f"A hold that is {self.state} cannot become {self.wanted}; it can be: {ways}."


class SpendingUnknown(Refusal, frozen=True, kw_only=True):
    """There is no such spending, or it is somebody else's. Deliberately the same answer."""

    def detail(self) -> str:
        return "You have no hold under this id: take the id from where the seeds were set aside."


class NobodyToRefund(Refusal, frozen=True, kw_only=True):
    """The membership has ended: its seeds belong to nobody any more."""

    def detail(self) -> str:
        return "The member has left, and no purse is there to refund to: nothing is left to do."
