"""How fast something went, and what it cost in CPU on both sides."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from statistics import median

import msgspec
import psutil


class Laps(msgspec.Struct, frozen=True, kw_only=True):
    """What the callers saw: so many answers in so many seconds; latencies in milliseconds."""

    operations: int
    seconds: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    load_cpu_us: float = 0.0

    @property
    def per_second(self) -> float:
        """Operations per second."""
        return self.operations / self.seconds


class Measured(Laps, frozen=True, kw_only=True):
    """One arm. CPU is microseconds per operation, of service and of mongod."""

    cpu_us: float
    mongod_cpu_us: float

    @property
    def all_cpu_us(self) -> float:
        """Service and mongod together."""
        return self.cpu_us + self.mongod_cpu_us


class Cpu:
    """CPU seconds of some processes since this was made."""

    def __init__(self, pids: Sequence[int]) -> None:
        self._processes = [psutil.Process(pid) for pid in pids]
        self._before = self._total()

    def per(self, operations: int) -> float:
        """Microseconds per operation so far."""
        return (self._total() - self._before) / max(1, operations) * 1e6

    def _total(self) -> float:
        times = [process.cpu_times() for process in self._processes]
        return sum(each.user + each.system for each in times)


def laps(
    latencies: list[float], seconds: float, load_cpu_s: float = 0.0, *, unserved: int = 0
) -> Laps:
    """The summary of latencies in seconds; some of them may be of callers who got no answer."""
    latencies.sort()
    all_ = len(latencies)
    served = all_ - unserved
    return Laps(
        operations=served,
        seconds=seconds,
        p50_ms=latencies[all_ // 2] * 1e3,
        p95_ms=latencies[int(all_ * 0.95)] * 1e3,
        p99_ms=latencies[int(all_ * 0.99)] * 1e3,
        load_cpu_us=load_cpu_s / max(1, served) * 1e6,
    )


def middle(runs: Sequence[Measured]) -> Measured:
    """The median of each figure, by itself."""
    figures = {
        field: median(getattr(one, field) for one in runs) for field in Measured.__struct_fields__
    }
    return Measured(**figures)


def with_cpu(seen: Laps, service: Cpu, mongod: Cpu) -> Measured:
    """What the callers saw and what it cost."""
    return Measured(
        **msgspec.structs.asdict(seen),
        cpu_us=service.per(seen.operations),
        mongod_cpu_us=mongod.per(seen.operations),
    )


async def repeat(call: Callable[[], Awaitable[None]], *, callers: int, seconds: float) -> Laps:
    """So many callers in this process repeat `call`, each after its own answer, for so long."""
    latencies: list[float] = []
    started = time.perf_counter()

    async def caller() -> None:
        while time.perf_counter() - started < seconds:
            before = time.perf_counter()
            await call()
            latencies.append(time.perf_counter() - before)

    await asyncio.gather(*(caller() for _ in range(callers)))
    return laps(latencies, time.perf_counter() - started)
