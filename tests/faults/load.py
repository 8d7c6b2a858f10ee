"""Concurrent callers: each order is sent, and sent again with its key, until it is acknowledged."""

import asyncio
import random
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from tests.faults.book import Book
from tests.faults.crowd import Order
from tests.faults.wire import Reply, Unanswered, Wire

CALLERS = 24
DEADLINE_S = 90.0
PER_S_MIN = 50  # orders that even a busy machine serves in a second
LOOK_S = 0.001
MOMENT_S = 0.05
PAUSE_S = (0.02, 0.3)  # before an order is sent again
EXTRA_S = (0.2, 1.0)  # before an extra one

# From an order to the port of the server that gets this try.
Choose = Callable[[Order], int]


class Load:
    """Works through orders; a caller has one connection per server.

    extra: makes one more order, which keeps servers busy while `running` has its block.
    hold: who got no answer is not sent again until `release`.
    """

    def __init__(
        self,
        orders: Sequence[Order],
        book: Book,
        choose: Choose,
        chance: random.Random,
        extra: Callable[[], Order] | None = None,
    ) -> None:
        self._queue = deque(orders)
        self._left = len(orders)
        self._book, self._choose, self._chance, self._extra = book, choose, chance, extra
        self._open = False
        self.acknowledged = 0
        self.hold = False
        self.unanswered: list[Order] = []

    async def run(self, callers: int = CALLERS) -> None:
        """Returns when everything is acknowledged."""
        async with asyncio.timeout(DEADLINE_S + self._left / PER_S_MIN):
            await asyncio.gather(*(self._caller() for _ in range(callers)))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Runs beside the block, and past its end until everything is acknowledged."""
        self._open = True
        async with asyncio.TaskGroup() as group:
            group.create_task(self.run())
            yield
            self._open = False

    def release(self) -> None:
        """Sends again what was held back."""
        self.hold = False
        self._queue.extend(self.unanswered)

    async def moment(self) -> None:
        """A moment more or less: what is hit shall not always be between two answers."""
        await asyncio.sleep(self._chance.uniform(0, MOMENT_S))

    async def reaches(self, acknowledged: int) -> None:
        """Returns when so many orders are acknowledged."""
        async with asyncio.timeout(DEADLINE_S):
            while self.acknowledged < acknowledged:
                await asyncio.sleep(LOOK_S)

    async def _caller(self) -> None:
        wires: dict[int, Wire] = {}
        try:
            while self._left or self._open:
                await self._next(wires)
        finally:
            for wire in wires.values():
                wire.close()

    async def _next(self, wires: dict[int, Wire]) -> None:
        if not self._queue:
            await asyncio.sleep(self._chance.uniform(*EXTRA_S))
            if not self._open or self._extra is None or self._queue:
                return
            self._left += 1
            self._queue.append(self._extra())
        order = self._queue.popleft()
        port = self._choose(order)
        if await self._try(order, wires.setdefault(port, Wire(port))):
            self._left -= 1
            self.acknowledged += 1
        elif not (self.hold and order in self.unanswered):
            self._queue.append(order)
            await asyncio.sleep(self._chance.uniform(*PAUSE_S))

    async def _try(self, order: Order, wire: Wire) -> bool:
        begun = time.monotonic()
        try:
            reply = await send(order, wire)
        except Unanswered as lost:
            self._book.said["no answer" if lost.sent else "not sent"] += 1
            if lost.sent:
                self.unanswered.append(order)
            return False
        return self._book.note(order, reply, time.monotonic() - begun)


async def send(order: Order, wire: Wire) -> Reply:
    """One try. Raises Unanswered."""
    headers = {
        "authorization": f"Bearer {order.token}",
        "idempotency-key": order.key,
        "content-type": "application/json",
    }
    return await wire.send("POST", order.path, headers, order.body)


async def ask(order: Order, port: int) -> Reply:
    """One try on a connection of its own. Raises Unanswered."""
    wire = Wire(port)
    try:
        return await send(order, wire)
    finally:
        wire.close()
