"""Why a settlement is not planned or does not go on."""

from rewards.refusal import Refusal


class RankedTwice(Refusal, frozen=True, kw_only=True):
    """One account stands in the frozen inputs more than once."""

    subject: str
    account: str

    def detail(self) -> str:
        return f"{self.account} is ranked twice in {self.subject}: freeze its inputs again."


class EscrowIsNotPool(Refusal, frozen=True, kw_only=True):
    """What waits in escrow is not what the prizes sum to."""

    subject: str
    holds: int
    pool: int

    def detail(self) -> str:
        return (
            f"The escrow of {self.subject} holds {self.holds} seeds, its prizes sum to "
            f"{self.pool}: fund it with the whole pool before, and plan once."
        )


class ChunkOutOfTurn(Refusal, frozen=True, kw_only=True):
    """Awards were to be paid from another place than the checkpoint."""

    first: int
    expected: int

    def detail(self) -> str:
        return f"The next award to pay is {self.expected}, not {self.first}: read it again."


class WrongSettlementState(Refusal, frozen=True, kw_only=True):
    """The settlement is not where this step begins."""

    state: str
    needed: tuple[str, ...]

    def detail(self) -> str:
        return f"The settlement is {self.state}: this needs one that is {' or '.join(self.needed)}."
