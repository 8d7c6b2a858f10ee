"""A command that waits for its answer, from arrival until somebody tells its caller."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from service.store.collection import Key
from service.store.path.command import Answered, Command
from service.store.path.refusals import Busy, OutcomeUnknown
from service.store.path.turn import Turn


@dataclass(slots=True, eq=False)
class Pending:
    """One caller's command; `number` is its order of arrival, `arrived` the loop's time in seconds.

    attempts: those that may have been committed; see `Turn`.
    keys:  every document that it has asked for so far.
    started: it has been part of an attempt.
    place: the flight that has it, or its side lane; None while it waits for one.
    """

    command: Command[Any]
    number: int
    arrived: float
    future: asyncio.Future[Answered[Any]]
    attempts: dict[str, Answered[Any]] = field(default_factory=dict)
    keys: set[Key] = field(default_factory=set)
    started: bool = False
    place: object = None

    @property
    def waits(self) -> bool:
        """False once the caller has an answer, or has gone away."""
        return not self.future.done()

    def turn(self) -> Turn:
        """A fresh turn for the next attempt; it shares the keys, so a retry loads them at once."""
        self.started = True
        return Turn(self.command, self.attempts, self.keys)

    def settle(self, turn: Turn) -> None:
        """Passes on what the committed attempt found."""
        if turn.failure is not None:
            self.fail(turn.failure)
        elif turn.answered is not None:
            self.answer(turn.answered)

    def give_up(self) -> None:
        """Answers that it was not done, or that nobody can say."""
        self.answer(Answered(OutcomeUnknown() if self.attempts else Busy()))

    def answer(self, answered: Answered[Any]) -> None:
        if self.waits:
            self.future.set_result(answered)

    def fail(self, error: BaseException) -> None:
        if self.waits:
            self.future.set_exception(error)
