"""How fast something went, and what it cost in CPU on both sides."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

import msgspec
import psutil


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """One arm. CPU is microseconds per operation; latencies are milliseconds."""

    operations: int
    seconds: float
    cpu_us: float
    mongod_cpu_us: float
    p50_ms: float
    p99_ms: float

    @property
    def per_second(self) -> float:
        """Operations per second."""
        return self.operations / self.seconds


async def measure(
    call: Callable[[], Awaitable[None]],
    *,
    callers: int,
    seconds: float,
    mongod: int,
    service: Sequence[int] = (),
) -> Measured:
    """So many callers repeat `call`, each after its own answer, for so long.

    `mongod` and `service` are process ids whose CPU time counts; no `service` means this process.
    """
    latencies: list[float] = []
    watched = [psutil.Process(pid) for pid in (service or [psutil.Process().pid])]
    server = psutil.Process(mongod)
    cpu, server_cpu = _cpu(watched), _cpu([server])
    started = time.perf_counter()

    async def caller() -> None:
        while time.perf_counter() - started < seconds:
            before = time.perf_counter()
            await call()
            latencies.append(time.perf_counter() - before)

    await asyncio.gather(*(caller() for _ in range(callers)))
    took, done = time.perf_counter() - started, len(latencies)
    latencies.sort()
    return Measured(
        operations=done,
        seconds=took,
        cpu_us=(_cpu(watched) - cpu) / done * 1e6,
        mongod_cpu_us=(_cpu([server]) - server_cpu) / done * 1e6,
        p50_ms=latencies[done // 2] * 1e3,
        p99_ms=latencies[min(done - 1, int(done * 0.99))] * 1e3,
    )


def _cpu(processes: Sequence[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes]
    return sum(each.user + each.system for each in times)
