"""The load generator, a process of its own: `python -m tests.bench.load`.

Reads a Spec from stdin, warms up, says so when it begins to count, and at the end prints what it
saw as JSON.
"""

import asyncio
import sys
import time
from collections import deque
from random import Random

import msgspec
import uvloop

from tests.bench.caller import Caller
from tests.bench.measure import Laps, laps
from tests.bench.spec import DEADLINE_S, WARM_UP_S, Spec, What

PATIENCE_S = 2.0


class Load:
    """Callers that share one list of things to do."""

    def __init__(self, what: What) -> None:
        self.good = what.good
        self.todo = what.requests()
        self.latencies: list[float] = []
        self.unserved = 0
        self.callers: list[Caller] = []
        self._over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def open(self, port: int, callers: int) -> None:
        """Connects everybody."""
        loop = asyncio.get_running_loop()
        for _ in range(callers):
            _, caller = await loop.create_connection(lambda: Caller(self), "127.0.0.1", port)
            self.callers.append(caller)

    async def run(self, seconds: float) -> Laps:
        """Calls for so long; ends when the last answer is there."""
        begun = asyncio.get_running_loop().create_task(self._begin_to_count())
        self.start(WARM_UP_S + seconds)
        await self._over
        started, cpu = await begun
        took, spent = time.perf_counter() - started, time.process_time() - cpu
        return laps(self.latencies, took, spent, unserved=self.unserved)

    def start(self, seconds: float) -> None:
        """Sends the first requests, warming up included in the time."""
        raise NotImplementedError

    def rests(self, caller: Caller) -> None:
        """Has a caller who has heard something ask again, or wait, or end."""
        raise NotImplementedError

    def counts(self, since: float) -> bool:
        """Whether what began then is measured."""
        return True

    def answered(self, caller: Caller, since: float, now: float) -> None:
        """Counts the answer."""
        if self.counts(since):
            self.latencies.append(now - since)
        self.rests(caller)

    def refused(self, caller: Caller, since: float, answer: str) -> None:
        """Not to be served is measured too; any other answer is a mistake, and ends the run."""
        if not answer.startswith("HTTP/1.1 503 "):
            self.failed(AssertionError(answer))
            return
        self.not_served(since)
        self.rests(caller)

    def not_served(self, since: float) -> None:
        """Worse than to be served late, however soon it was said."""
        if self.counts(since):
            self.latencies.append(DEADLINE_S)
            self.unserved += 1

    def failed(self, error: Exception) -> None:
        """Ends the run."""
        if not self._over.done():
            self._over.set_exception(error)

    def left(self, caller: Caller) -> None:
        """Who had nothing to ask any more is not called again."""
        self.callers.remove(caller)

    async def _begin_to_count(self) -> tuple[float, float]:
        # Without a break: a server may hang up on who is silent.
        await asyncio.sleep(WARM_UP_S)
        self.latencies.clear()
        self.unserved = 0
        print("warm", flush=True)
        return time.perf_counter(), time.process_time()


class InTurn(Load):
    """Each caller sends the next request when it has its answer."""

    def start(self, seconds: float) -> None:
        now = time.perf_counter()
        self._ends, self._busy = now + seconds, len(self.callers)
        for caller in self.callers:
            caller.call(now)

    def rests(self, caller: Caller) -> None:
        now = time.perf_counter()
        if now < self._ends:
            caller.call(now)
            return
        self._busy -= 1
        if not self._busy and not self._over.done():
            self._over.set_result(None)


class OnTime(Load):
    """Requests are due at times of their own, `rate` a second and by chance, as customers come.

    How long one takes is counted from when it was due. While the server pauses, or all callers
    wait, others come nevertheless: each of them has waited, and is counted so. Once somebody has
    not even been asked for `PATIENCE_S`, nobody comes any more and who waits goes away, not
    served: this rate is too much.
    """

    def __init__(self, what: What, rate: float, seed: int = 1) -> None:
        super().__init__(what)
        self._rate, self._chance = rate, Random(seed)
        self._waiting: deque[float] = deque()
        self._coming = True

    def start(self, seconds: float) -> None:
        self._idle = deque(self.callers)
        now = time.perf_counter()
        self._counted_from = now + WARM_UP_S
        self._arrivals = asyncio.get_running_loop().create_task(self._arrive(now, now + seconds))

    async def _arrive(self, due: float, ends: float) -> None:
        while (due := due + self._chance.expovariate(self._rate)) < ends:
            if (early := due - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            if self._waiting and due - self._waiting[0] > PATIENCE_S:
                self._go_away()
                break
            if self._idle:
                self._idle.popleft().call(due)
            else:
                self._waiting.append(due)
        self._coming = False
        self._end_if_done()

    def counts(self, since: float) -> bool:
        return since >= self._counted_from

    def rests(self, caller: Caller) -> None:
        if self._waiting:
            caller.call(self._waiting.popleft())
        else:
            self._idle.append(caller)
            self._end_if_done()

    def _go_away(self) -> None:
        for due in self._waiting:
            self.not_served(due)
        self._waiting.clear()

    def left(self, caller: Caller) -> None:
        super().left(caller)
        self._idle.remove(caller)

    def _end_if_done(self) -> None:
        all_idle = len(self._idle) == len(self.callers)
        if not self._coming and all_idle and not self._over.done():
            self._over.set_result(None)


async def main() -> None:
    """One run."""
    spec = msgspec.json.decode(sys.stdin.buffer.readline(), type=Spec)
    load = OnTime(spec.what, spec.rate) if spec.rate else InTurn(spec.what)
    await load.open(spec.port, spec.callers)
    print(msgspec.json.encode(await load.run(spec.seconds)).decode(), flush=True)


if __name__ == "__main__":
    uvloop.run(main())
