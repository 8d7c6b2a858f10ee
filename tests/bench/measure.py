"""How fast something went, and what it cost in CPU on both sides."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

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
        return (self._total() - self._before) / operations * 1e6

    def _total(self) -> float:
        times = [process.cpu_times() for process in self._processes]
        return sum(each.user + each.system for each in times)


def laps(latencies: list[float], seconds: float, load_cpu_us: float = 0.0) -> Laps:
    """The summary of latencies in seconds."""
    latencies.sort()
    done = len(latencies)
    return Laps(
        operations=done,
        seconds=seconds,
        p50_ms=latencies[done // 2] * 1e3,
        p95_ms=latencies[int(done * 0.95)] * 1e3,
        p99_ms=latencies[int(done * 0.99)] * 1e3,
        load_cpu_us=load_cpu_us,
    )


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
