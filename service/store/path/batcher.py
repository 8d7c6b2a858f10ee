"""The queue in front of the write path: while one transaction commits, the next batch collects.

No timer decides when a batch is full enough; a batch is whatever has arrived when the one before
it has committed. The plain arm of the benchmark is this same queue with batches of one command and
as many transactions at once as there are callers.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from itertools import count
from typing import Any

from service.store.path.command import Answered, Command
from service.store.path.flights import Flight, Flights
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
        self._flights = Flights(self._give_back, apart=limits.apart)
        self._running: set[asyncio.Task[None]] = set()
        self._number = count()
        self._stopping = False
        self._loops = [asyncio.create_task(self._flush()), asyncio.create_task(self._sweep())]

    @property
    def depth(self) -> int:
        """Commands that wait for a batch; those that follow a flight wait there."""
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
        if self.depth and self._running:
            await asyncio.wait(set(self._running), return_when=asyncio.FIRST_COMPLETED)

    async def close(self) -> None:
        """Takes no more commands, lets everyone who waits have an answer, and ends."""
        self._stopping = True
        if waiting := [one.future for one in self._open if one.waits]:
            await asyncio.wait(waiting)
        # What still runs, runs for nobody: its callers gave up, or have been told "unknown".
        running = [*self._loops, *self._running, *self._settler.lanes.tasks]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _enqueue(self, command: Command[Any]) -> Pending:
        loop = asyncio.get_running_loop()
        pending = Pending(command, next(self._number), loop.time(), loop.create_future())
        self._queue.append(pending)
        self._open.add(pending)
        self._arrived.set()
        return pending

    async def _flush(self) -> None:
        while True:
            await self._arrived.wait()
            await self._slots.acquire()
            # Taken only now: what came while the slot was busy shares this batch.
            flight = self._flights.take_off(self._take())
            running = asyncio.create_task(self._settle(flight))
            self._running.add(running)
            running.add_done_callback(self._landed)
            # Whoever has to follow it must be back in the queue before the next one takes off.
            await flight.clear.wait()

    def _take(self) -> list[Pending]:
        share = -(-len(self._open) // self._limits.in_flight_max)
        most = min(max(share, self._limits.share_min), self._limits.batch_max)
        batch = [self._queue.popleft() for _ in range(min(len(self._queue), most))]
        if not self._queue:
            self._arrived.clear()
        return batch

    def _give_back(self, followers: Sequence[Pending]) -> None:
        """Puts them back where they came from: nobody who came later may go first."""
        self._queue = deque(sorted([*followers, *self._queue], key=lambda one: one.number))
        self._arrived.set()

    async def _settle(self, flight: Flight) -> None:
        try:
            await self._settler.settle(flight, flight.batch)
        except Exception as defect:
            # Nobody may wait for ever because of a defect here.
            for pending in flight.mine(flight.batch):
                pending.fail(defect)
        finally:
            self._flights.land(flight)

    def _landed(self, running: asyncio.Task[None]) -> None:
        self._running.discard(running)
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
