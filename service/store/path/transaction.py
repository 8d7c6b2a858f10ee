"""One attempt: a batch as one snapshot transaction. Load, decide, write, commit."""

from collections.abc import Callable, Mapping, Sequence
from secrets import token_hex
from time import perf_counter
from typing import Any

from pymongo.errors import PyMongoError

from service.store.collection import Collection
from service.store.driver.port import Driver
from service.store.path.counting import count
from service.store.path.decide import decide_batch
from service.store.path.fault import UnknownCommit, fault_of
from service.store.path.load import load
from service.store.path.state import State
from service.store.path.turn import Turn
from service.store.path.write import write

COMMIT_TRIES_MAX = 5

# Called once the keys are known; the turns that go on.
Sieve = Callable[[], Sequence[Turn]]


class Transactions:
    """Runs batches against one database."""

    def __init__(self, driver: Driver, collections: Mapping[str, Collection[Any]]) -> None:
        self._driver = driver
        self.collections = collections

    async def attempt(
        self, turns: Sequence[Turn], *, sieve: Sieve | None = None, fenced: bool = False
    ) -> None:
        """Answers the turns that the sieve lets pass, durably.

        Raises a Fault if trying again may help, and whatever else the database refuses.
        """
        attempt, started = token_hex(12), perf_counter()
        try:
            going = await self._transaction(turns, attempt, sieve or (lambda: turns), fenced)
        except UnknownCommit:
            raise  # and if it turns out to be committed, its answers are at hand, secrets included
        except BaseException:
            for turn in turns:
                turn.attempts.pop(attempt, None)
            raise
        count(going, perf_counter() - started)

    async def _transaction(
        self, turns: Sequence[Turn], attempt: str, sieve: Sieve, fenced: bool
    ) -> Sequence[Turn]:
        try:
            async with self._driver.start_session() as session:
                await self._driver.start_transaction(session)
                return await self._run(session, turns, attempt, sieve, fenced)
        except PyMongoError as error:
            fault = fault_of(error)
            if fault is None:
                raise
            raise fault from error

    async def _run(
        self, session: Any, turns: Sequence[Turn], attempt: str, sieve: Sieve, fenced: bool
    ) -> Sequence[Turn]:
        db = self._driver.db
        state = State()
        await load(db, session, turns, state, self.collections)
        going = sieve()
        if not going:
            return going
        decide_batch(going, state, attempt, fenced=fenced)
        # From here on a caller who gives up cannot be told that nothing was done.
        for turn in going:
            if turn.answered is not None:
                turn.attempts[attempt] = turn.answered
        await write(db, session, state)
        # A batch of mere repetitions commits too: with majority concern that proves that what it
        # read, and is about to repeat, cannot be rolled back.
        await _commit(session)
        return going


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
