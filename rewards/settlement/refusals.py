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


class AwaitsApproval(Refusal, frozen=True, kw_only=True):
    """The pool is so large that an operator has to look at the plan first."""

    plan: str

    def detail(self) -> str:
        return f"{self.plan} waits for an operator: look at it, then run seedbank approve."


class SettlementUnknown(Refusal, frozen=True, kw_only=True):
    """There is no plan under this name."""

    plan: str

    def detail(self) -> str:
        return f"There is no plan {self.plan}: it is made when its subject is settled."


class NotAsPlanned(Refusal, frozen=True, kw_only=True):
    """The plan or its payments are not what the rules give; the first finding."""

    plan: str
    finding: str

    def detail(self) -> str:
        return f"{self.plan} is not verified: {self.finding}. Run seedbank check for all of it."
