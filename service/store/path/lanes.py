"""Side lanes: where commands wait, in order, for documents that somebody else holds.

A lane owns a set of keys. Every later command that touches one of them queues behind, so order per
account is kept, while everybody else goes on in the main queue. A command that touches several
lanes joins one, takes over the keys of the others, and starts when those have run dry. A lane
whose keys were taken over gets no new commands, so lanes never wait for each other in a circle.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence

from service.store.collection import Key
from service.store.path.backoff import pause
from service.store.path.fault import Conflict, Unavailable
from service.store.path.pending import Pending

Attempt = Callable[[Sequence[Pending]], Awaitable[None]]


class Lane:
    """A queue of commands, the keys it owns, and per command the lanes it must let pass first."""

    def __init__(self) -> None:
        self.keys: set[Key] = set()
        self.queue: deque[Pending] = deque()
        self.after: dict[Pending, list[asyncio.Task[None]]] = {}
        self.task: asyncio.Task[None] | None = None


class Lanes:
    """All side lanes of one process."""

    def __init__(self, attempt: Attempt, batch_max: int) -> None:
        self._attempt = attempt
        self._batch_max = batch_max
        self._owner: dict[Key, Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def hold(self, keys: Iterable[Key]) -> bool:
        """True if a lane owns any of the keys."""
        return bool(self._owner) and any(key in self._owner for key in keys)

    def put(self, pending: Pending) -> None:
        """Sets a command aside, behind everything that its keys already wait for."""
        pending.aside = True
        met = list(dict.fromkeys(self._owner[key] for key in pending.keys if key in self._owner))
        lane = met[0] if met else Lane()
        for other in met[1:]:
            self._take_over(lane, other, pending)
        lane.queue.append(pending)
        self._own(lane, pending.keys)
        if lane.task is None:
            lane.task = asyncio.create_task(self._run(lane))
            self._tasks.add(lane.task)
            lane.task.add_done_callback(self._tasks.discard)

    async def dry(self) -> None:
        """Returns when no lane has anything left."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    def _take_over(self, lane: Lane, other: Lane, pending: Pending) -> None:
        self._own(lane, other.keys)
        if other.task is not None:
            lane.after.setdefault(pending, []).append(other.task)

    def _own(self, lane: Lane, keys: Iterable[Key]) -> None:
        lane.keys.update(keys)
        self._owner.update(dict.fromkeys(keys, lane))

    async def _run(self, lane: Lane) -> None:
        tries, size = 0, self._batch_max
        while batch := await self._head(lane, size):
            try:
                await self._attempt(batch)
            except (Conflict, Unavailable):
                # Alone, the head cannot be held up by what only its followers need.
                tries, size = tries + 1, 1
                await pause(tries)
                continue
            except Exception as defect:
                if len(batch) > 1:
                    size = 1
                    continue
                batch[0].fail(defect)
            tries, size = 0, self._batch_max
            self._drop(lane, batch)
        self._disown(lane)

    async def _head(self, lane: Lane, size: int) -> list[Pending]:
        """The next commands whose callers still wait; empty when the lane has run dry."""
        # A caller who was told that nothing was done must never be served later.
        lane.queue = deque(pending for pending in lane.queue if pending.waits)
        if lane.queue and (others := lane.after.pop(lane.queue[0], None)):
            await asyncio.wait(others)
            return await self._head(lane, size)
        batch: list[Pending] = []
        for pending in lane.queue:
            if len(batch) == size or pending in lane.after:
                break
            batch.append(pending)
        return batch

    def _drop(self, lane: Lane, batch: Sequence[Pending]) -> None:
        for _ in batch:
            lane.queue.popleft()

    def _disown(self, lane: Lane) -> None:
        for key in lane.keys:
            if self._owner.get(key) is lane:
                del self._owner[key]
