"""One attempt: a batch as one snapshot transaction. Load, decide, write, commit."""

from collections.abc import Callable, Mapping, Sequence
from secrets import token_hex
from typing import Any

from pymongo.errors import PyMongoError

from service.store.collection import Collection
from service.store.driver.port import Driver
from service.store.path.decide import decide_batch
from service.store.path.fault import fault_of
from service.store.path.load import load
from service.store.path.state import State
from service.store.path.turn import Turn
from service.store.path.write import write

COMMIT_TRIES_MAX = 5

# Called with the turns once their keys are known; returns those that may go on.
Sieve = Callable[[Sequence[Turn]], Sequence[Turn]]


def everyone(turns: Sequence[Turn]) -> Sequence[Turn]:
    """The sieve that lets every turn pass."""
    return turns


class Transactions:
    """Runs batches against one database."""

    def __init__(self, driver: Driver, collections: Mapping[str, Collection[Any]]) -> None:
        self._driver = driver
        self._collections = collections

    async def attempt(
        self, turns: Sequence[Turn], *, sieve: Sieve = everyone, fenced: bool = False
    ) -> str:
        """Answers every turn that the sieve lets pass, durably; returns the attempt's id.

        Raises a Fault if trying again may help, and whatever else the database refuses.
        """
        attempt = token_hex(12)
        try:
            async with self._driver.start_session() as session:
                await self._driver.start_transaction(session)
                await self._run(session, turns, attempt, sieve, fenced)
        except PyMongoError as error:
            fault = fault_of(error)
            if fault is None:
                raise
            if fault.unknown:
                _remember(turns, attempt)
            raise fault from error
        return attempt

    async def _run(
        self, session: Any, turns: Sequence[Turn], attempt: str, sieve: Sieve, fenced: bool
    ) -> None:
        db = self._driver.db
        state = State()
        await load(db, session, turns, state, self._collections)
        going = sieve(turns)
        decide_batch(going, state, attempt, fenced=fenced)
        await write(db, session, state)
        # A batch of mere repetitions commits too: with majority concern that proves that what it
        # read, and is about to repeat, cannot be rolled back.
        await _commit(session)


def _remember(turns: Sequence[Turn], attempt: str) -> None:
    """If the attempt turns out to be committed, these are its answers, secrets included."""
    for turn in turns:
        if turn.answered is not None:
            turn.attempts[attempt] = turn.answered


async def _commit(session: Any) -> None:
    """Commits; asks again while the result is unknown, which the server answers the same way."""
    for tries_left in range(COMMIT_TRIES_MAX - 1, -1, -1):
        try:
            await session.commit_transaction()
        except PyMongoError as error:
            if not tries_left or not error.has_error_label("UnknownTransactionCommitResult"):
                raise
        else:
            return
