"""One command's turn in a batch."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from service.store.collection import Key
from service.store.path.command import Answered, Command


@dataclass(slots=True)
class Turn:
    """A command, and what this attempt found out about it.

    attempts: what earlier attempts whose commit is unknown would have answered.
    keys:     every document that the command asked for.
    failure:  an exception of its rule; it alone fails, its batch goes on.
    """

    command: Command[Any]
    attempts: dict[str, Answered[Any]] = field(default_factory=dict)
    keys: set[Key] = field(default_factory=set)
    answered: Answered[Any] | None = None
    failure: Exception | None = None

    def run(self, step: Callable[[], None]) -> None:
        """Runs one step of the rule; what it raises fails this turn and nothing else."""
        try:
            step()
        except Exception as defect:
            self.failure = defect
