"""The queue in front of the write path: while one transaction commits, the next batch collects.

No timer decides when a batch is full enough; a batch is whatever has arrived when the one before
it has committed. The plain arm of the benchmark is this same queue with batches of one command and
as many transactions at once as there are callers.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import Any

from service.store.path.command import Answered, Command
from service.store.path.limits import Limits
from service.store.path.pending import Pending
from service.store.path.refusals import Overloaded, Stopping
from service.store.path.settle import Settler
from service.store.path.stats import Stats
from service.store.path.transaction import Transactions

SWEEP_S = 0.1


class Batcher:
    """Queues commands and settles them in batches. Belongs to the event loop that made it."""

    def __init__(self, transactions: Transactions, limits: Limits) -> None:
        self.stats = Stats()
        self._limits = limits
        self._settler = Settler(transactions, self.stats, limits.batch_max)
        self._queue: deque[Pending] = deque()
        self._open: set[Pending] = set()
        self._arrived = asyncio.Event()
        self._slots = asyncio.Semaphore(limits.in_flight_max)
        self._flights: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._loops = [asyncio.create_task(self._flush()), asyncio.create_task(self._sweep())]

    @property
    def depth(self) -> int:
        """Commands that wait for their first batch."""
        return len(self._queue)

    async def apply(self, command: Command[Any]) -> Answered[Any]:
        """The committed answer to a command, or a refusal of the path's own when there is none.

        Raises what the command's rule raised, to this caller alone.
        """
        if self._stopping:
            return Answered(Stopping())
        if len(self._open) >= self._limits.queue_max:
            self.stats.shed += 1
            return Answered(Overloaded())
        pending = self._enqueue(command)
        try:
            return await pending.future
        finally:
            self._open.discard(pending)

    async def let_members_pass(self) -> None:
        """Returns after the batch that is under way, so that a job's chunk never goes first."""
        if self.depth and self._flights:
            await asyncio.wait(set(self._flights), return_when=asyncio.FIRST_COMPLETED)

    async def close(self) -> None:
        """Takes no more commands, lets everyone who waits have an answer, and ends."""
        self._stopping = True
        if waiting := [one.future for one in self._open if one.waits]:
            await asyncio.wait(waiting)
        # What still runs, runs for nobody: its callers gave up, or have been told "unknown".
        running = [*self._loops, *self._flights, *self._settler.lanes.tasks]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _enqueue(self, command: Command[Any]) -> Pending:
        loop = asyncio.get_running_loop()
        pending = Pending(command, loop.time(), loop.create_future())
        self._queue.append(pending)
        self._open.add(pending)
        self._arrived.set()
        return pending

    async def _flush(self) -> None:
        while True:
            await self._arrived.wait()
            await self._slots.acquire()
            # Taken only now: what came while the slot was busy shares this batch.
            flight = asyncio.create_task(self._settle(self._take()))
            self._flights.add(flight)
            flight.add_done_callback(self._landed)

    def _take(self) -> list[Pending]:
        count = min(len(self._queue), self._limits.batch_max)
        batch = [self._queue.popleft() for _ in range(count)]
        if not self._queue:
            self._arrived.clear()
        return batch

    async def _settle(self, batch: Sequence[Pending]) -> None:
        try:
            await self._settler.settle(batch)
        except Exception as defect:
            # Nobody may wait for ever because of a defect here.
            for pending in batch:
                pending.fail(defect)

    def _landed(self, flight: asyncio.Task[None]) -> None:
        self._flights.discard(flight)
        self._slots.release()

    async def _sweep(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(SWEEP_S)
            for pending in self._open:
                self._expire(pending, loop.time() - pending.arrived)

    def _expire(self, pending: Pending, waited_s: float) -> None:
        """Answers who has waited too long, with what is true of the command."""
        if waited_s > self._limits.deadline_s:
            pending.give_up()
        elif waited_s > self._limits.wait_s_max and not pending.started:
            self.stats.shed += 1
            pending.answer(Answered(Overloaded()))
