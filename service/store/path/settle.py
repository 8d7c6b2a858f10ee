"""Brings a batch to its answers: try, try again, bisect, set the locked one aside."""

from collections.abc import Sequence
from functools import partial

from service.store.path.backoff import pause
from service.store.path.fault import Conflict, Fault, Unavailable
from service.store.path.lanes import Lanes
from service.store.path.pending import Pending
from service.store.path.stats import Stats
from service.store.path.transaction import Sieve, Transactions, everyone
from service.store.path.turn import Turn

CONFLICT_TRIES = 3


class Settler:
    """Settles batches of the main queue; what is locked goes to the side lanes."""

    def __init__(self, transactions: Transactions, stats: Stats, batch_max: int) -> None:
        self._transactions = transactions
        self._stats = stats
        self.lanes = Lanes(self._attempt, batch_max)

    async def settle(self, batch: Sequence[Pending], tries_max: int = CONFLICT_TRIES) -> None:
        """Returns when every command is answered, or stands in a lane that will answer it."""
        tries = 0
        while batch := [one for one in batch if one.waits and not one.aside]:
            try:
                await self._attempt(batch, partial(self._divert, batch))
            except Unavailable:
                # No command is at fault, so splitting finds nobody; deadlines end the waiting.
                pass
            except Conflict:
                tries_max -= 1
                if tries_max <= 0:
                    return await self._split(batch)
            except Exception as defect:
                return await self._split(batch, defect)
            tries += 1
            await pause(tries)
        return None

    async def _split(self, batch: Sequence[Pending], defect: Exception | None = None) -> None:
        """Halves the batch until the one command that cannot go on stands alone."""
        batch = [one for one in batch if one.waits and not one.aside]
        if len(batch) > 1:
            self._stats.bisections += 1
            middle = len(batch) // 2
            await self.settle(batch[:middle], tries_max=1)
            await self.settle(batch[middle:], tries_max=1)
        elif batch and defect is None:
            self._put_aside(batch[0])
        elif batch and defect is not None:
            batch[0].fail(defect)

    def _divert(self, batch: Sequence[Pending], turns: Sequence[Turn]) -> Sequence[Turn]:
        """Keeps what touches a lane's keys out of the main queue, in order of arrival."""
        for pending in batch:
            if self.lanes.hold(pending.keys):
                self._put_aside(pending)
        return [turn for one, turn in zip(batch, turns, strict=True) if not one.aside]

    def _put_aside(self, pending: Pending) -> None:
        self._stats.aside += 1
        self.lanes.put(pending)

    async def _attempt(self, batch: Sequence[Pending], sieve: Sieve = everyone) -> None:
        turns = [pending.turn() for pending in batch]
        try:
            await self._transactions.attempt(turns, sieve=sieve)
        except Fault as fault:
            self._stats.faulted(fault)
            for pending in batch:
                pending.uncertain = fault.unknown
            raise
        self._stats.committed(len(turns))
        for pending, turn in zip(batch, turns, strict=True):
            pending.settle(turn)
