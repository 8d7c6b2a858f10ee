"""Brings a flight to its answers: try, try again, bisect, set the locked one aside."""

from collections.abc import Callable, Sequence

from service.store.collection import Key
from service.store.path.backoff import pause
from service.store.path.fault import Conflict, Fault, Unavailable
from service.store.path.flights import Flight
from service.store.path.lanes import Lanes
from service.store.path.pending import Pending
from service.store.path.stats import Stats
from service.store.path.transaction import Transactions
from service.store.path.turn import Turn

CONFLICT_TRIES = 3

# From a batch whose keys are known, those who go on in this attempt.
Choose = Callable[[Sequence[Pending]], Sequence[Pending]]


def _waiting(batch: Sequence[Pending]) -> list[Pending]:
    return [pending for pending in batch if pending.waits]


class Settler:
    """Settles batches of the main queue; what is locked goes to the side lanes."""

    def __init__(self, transactions: Transactions, stats: Stats, batch_max: int) -> None:
        self._transactions = transactions
        self._stats = stats
        self.lanes = Lanes(self._attempt, batch_max)

    async def settle(
        self, flight: Flight, batch: Sequence[Pending], tries_max: int = CONFLICT_TRIES
    ) -> None:
        """Returns when every command of a flight's batch, or of a part of it, is answered, stands
        in a lane that will answer it, or follows another flight."""
        tries = 0
        while batch := flight.mine(batch):
            try:
                await self._attempt_apart(flight, batch)
            except Unavailable:
                # No command is at fault, so splitting finds nobody; deadlines end the waiting.
                pass
            except Conflict:
                tries_max -= 1
                if tries_max <= 0:
                    return await self._split(flight, batch)
            except Exception as defect:
                return await self._split(flight, batch, defect)
            else:
                continue
            tries += 1
            await pause(tries)
        return None

    async def _split(
        self, flight: Flight, batch: Sequence[Pending], defect: Exception | None = None
    ) -> None:
        """Halves the batch until the one command that cannot go on stands alone."""
        alone, batch = len(batch) == 1, flight.mine(batch)
        if not alone:
            # Also if one is left now: it may have been one of those who gave up.
            self._stats.bisections += 1
            middle = len(batch) // 2
            await self.settle(flight, batch[:middle], tries_max=1)
            await self.settle(flight, batch[middle:], tries_max=1)
        elif batch and defect is not None:
            batch[0].fail(defect)
        else:
            # If no load has succeeded, nobody has asked yet whom it has to follow.
            flight.hold(batch, flight.ahead(), self._line)
            for pending in flight.mine(batch):
                self._put_aside(pending)

    async def _attempt_apart(self, flight: Flight, batch: Sequence[Pending]) -> None:
        """One attempt without those who touch a document of another flight, whom they follow, or
        of a lane, where they go afterwards."""
        # Also those that end meanwhile: what they commit is missing in this snapshot.
        ahead, held = flight.ahead(), self.lanes.held()
        out: dict[Pending, None] = {}

        def choose(batch: Sequence[Pending]) -> list[Pending]:
            flight.hold(flight.mine(batch), ahead, self._line)
            mine = flight.mine(batch)
            out.update(dict.fromkeys(self._kept_out(mine, held | self.lanes.held())))
            return [pending for pending in mine if pending not in out]

        await self._attempt(batch, choose)
        for pending in flight.mine(batch):
            if pending not in out:
                break  # it has to be taken again, and those behind it may touch its keys
            self._put_aside(pending)

    def _kept_out(self, batch: Sequence[Pending], held: set[Key]) -> list[Pending]:
        """In order of arrival: who touches a held key, and who touches the keys of those."""
        out = []
        for pending in batch if held else ():
            if not held.isdisjoint(pending.keys):
                held |= self._line(pending)
                out.append(pending)
        return out

    def _put_aside(self, pending: Pending) -> None:
        if pending.waits:
            self._stats.aside += 1
            self.lanes.put(pending, self._line(pending))

    def _line(self, pending: Pending) -> set[Key]:
        """The documents that it has to itself: what everybody reads is nothing to queue for."""
        collections = self._transactions.collections
        return {key for key in pending.keys if collections[key.collection].queued}

    async def _attempt(self, batch: Sequence[Pending], choose: Choose = _waiting) -> None:
        turns: dict[Pending, Turn] = {pending: pending.turn() for pending in batch}
        going: list[Pending] = []

        def sieve() -> list[Turn]:
            going.extend(choose(batch))
            return [turns[pending] for pending in going]

        try:
            await self._transactions.attempt(list(turns.values()), sieve=sieve)
        except Fault as fault:
            self._stats.faulted(fault)
            raise
        if not going:
            return
        self._stats.committed(sum(not turns[pending].open for pending in going))
        # Whoever was kept out has seen documents of before its time: not even a failure counts.
        for pending in going:
            pending.settle(turns[pending])
