"""Side lanes: where commands wait, in order, for documents that somebody else holds.

A lane owns a set of keys. Every later command that touches one of them queues behind, so order per
account is kept, while everybody else goes on in the main queue. A command that touches several
lanes joins one, takes over the keys of the others, and starts when those have run dry. A lane
whose keys were taken over gets no new commands, so lanes never wait for each other in a circle.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet

from service.store.collection import Key
from service.store.path.backoff import pause
from service.store.path.fault import Conflict, Unavailable
from service.store.path.pending import Pending

# So that one locked account cannot fill the whole queue.
LANE_MAX = 512

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
        self.tasks: set[asyncio.Task[None]] = set()

    def held(self) -> set[Key]:
        """The keys that lanes own now."""
        return set(self._owner)

    def put(self, pending: Pending, keys: AbstractSet[Key]) -> None:
        """Sets a command aside, behind everything that these keys already wait for."""
        met = list(dict.fromkeys(self._owner[key] for key in keys if key in self._owner))
        pending.place = lane = met[0] if met else Lane()
        if len(lane.queue) >= LANE_MAX:
            return pending.give_up()
        for other in met[1:]:
            self._take_over(lane, other, pending)
        lane.queue.append(pending)
        self._own(lane, keys)
        if lane.task is None:
            lane.task = asyncio.create_task(self._run(lane))
            self.tasks.add(lane.task)
            lane.task.add_done_callback(self.tasks.discard)
        return None

    def _take_over(self, lane: Lane, other: Lane, pending: Pending) -> None:
        self._own(lane, other.keys)
        if other.task is not None:
            lane.after.setdefault(pending, []).append(other.task)

    def _own(self, lane: Lane, keys: Iterable[Key]) -> None:
        lane.keys.update(keys)
        self._owner.update(dict.fromkeys(keys, lane))

    async def _run(self, lane: Lane) -> None:
        try:
            await self._serve(lane)
        finally:
            self._disown(lane)

    async def _serve(self, lane: Lane) -> None:
        tries, size = 0, self._batch_max
        while batch := await self._head(lane, size):
            try:
                await self._attempt(batch)
            except (Conflict, Unavailable):
                # Alone, the head cannot be held up by what only its followers need.
                tries, size = tries + 1, 1
                await pause(tries)
            except Exception as defect:
                if len(batch) == 1:
                    batch[0].fail(defect)
                size = 1
            else:
                # Growing step by step finds the next bad one in few attempts.
                tries, size = 0, min(2 * size, self._batch_max)

    async def _head(self, lane: Lane, size: int) -> list[Pending]:
        """The next commands whose callers still wait; empty when the lane has run dry."""
        while lane.queue:
            first = lane.queue[0]
            if others := lane.after.pop(first, None):
                # Even if its caller has gone: those behind it wait for the same lanes.
                await asyncio.wait(others)
            elif first.waits:
                break
            else:
                lane.queue.popleft()
        batch: list[Pending] = []
        for pending in lane.queue:
            if len(batch) == size or pending in lane.after:
                break
            # A caller who was told that nothing was done must never be served later.
            if pending.waits:
                batch.append(pending)
        return batch

    def _disown(self, lane: Lane) -> None:
        for key in lane.keys:
            if self._owner.get(key) is lane:
                del self._owner[key]
