"""One command's turn in a batch."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from service.store.collection import Key
from service.store.path.command import Answered, Command
from service.store.path.record import record_id


@dataclass(slots=True)
class Turn:
    """A command, and what this attempt found out about it.

    attempts: what the attempts that may have been committed would have answered, this one too
              from its decision on. While there are any, nobody can say that nothing was done.
    keys:     every document that the command asked for.
    failure:  an exception of its rule; it alone fails, its batch goes on.
    record:   the id of its idempotency record; None without a key.

    A turn with neither answer nor failure after a commit has to be taken again.
    """

    command: Command[Any]
    attempts: dict[str, Answered[Any]] = field(default_factory=dict)
    keys: set[Key] = field(default_factory=set)
    answered: Answered[Any] | None = None
    failure: Exception | None = None
    record: str | None = field(init=False)

    def __post_init__(self) -> None:
        self.record = record_id(self.command)

    @property
    def open(self) -> bool:
        """True until this attempt has decided it."""
        return self.answered is None and self.failure is None

    def again(self) -> "Turn":
        """A fresh turn of the same command, which knows what earlier attempts found."""
        return Turn(self.command, self.attempts, self.keys)

    def run(self, step: Callable[[], None]) -> None:
        """Runs one step of the rule; what it raises fails this turn and nothing else."""
        try:
            step()
        except StopIteration as defect:  # no future may carry one
            self.failure = RuntimeError(f"a rule let {defect!r} out")
        except Exception as defect:
            self.failure = defect
