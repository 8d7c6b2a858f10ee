"""Scores of many accounts, published as the job does it, against loops over the same accounts.

Every arm reads the same pages and works out the same snapshots with the same code; they differ in
what becomes of them: one update each, a `bulk_write` for each page, nothing, or what the job does:
inserted behind a fence after another look at each account, put under a signed root, and published.
"""

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import msgspec
import psutil
import uvloop
from pymongo import MongoClient, UpdateOne

from rewards.economy import Cadence
from rewards.score.cycles.revision import Revision
from service.clock import FixedClock
from service.flows.context import Context
from service.garbage import search_less
from service.jobs.pages import next_accounts
from service.jobs.publishing import snapshots_of
from service.jobs.timetable import TIMETABLE
from service.keys.ledger_key import LedgerKey
from service.programme import Programme
from service.store.connect import connect
from service.store.embedded import Mongod
from service.store.schema.documents import Snapshot
from tests.bench.measure import Cpu, Laps, Measured, laps, with_cpu
from tests.bench.programme import programme
from tests.bench.scored import settle_scored
from tests.settlement.cut import take_over

NAME = "bench_scored"
KEY = LedgerKey(b"a key of the benchmark: 32 bytes")
MB = 1 << 20
PUBLISH = next(job for job in TIMETABLE if job.name == "publish_scores")
_started = datetime.now(UTC).replace(microsecond=0)
_rounds = iter(range(1, 1_000_000))


class Memory:
    """The most that this process has held at once, beyond what it held at first."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._first = self._most = self._now()

    def look(self) -> None:
        """Once a chunk."""
        self._most = max(self._most, self._now())

    def __str__(self) -> str:
        return f"{self._first // MB} MB before, {(self._most - self._first) // MB} MB more at most"

    def _now(self) -> int:
        return int(self._process.memory_info().rss)


def job(mongod: Mongod, *, accounts: int) -> Measured:
    """A whole publication: snapshots, leaves, root, pointer."""
    _settled(mongod.url, accounts)
    return uvloop.run(_job(mongod, accounts))


def one_by_one(mongod: Mongod, *, accounts: int, seconds: float) -> Measured:
    """An update for each account, for so long."""
    _settled(mongod.url, accounts)
    return uvloop.run(_loop(mongod, accounts, _each, seconds))


def bulk_write(mongod: Mongod, *, accounts: int) -> Measured:
    """A `bulk_write` of updates for each page."""
    _settled(mongod.url, accounts)
    return uvloop.run(_loop(mongod, accounts, _bulk))


def compute(mongod: Mongod, *, accounts: int) -> Measured:
    """Reading and working out alone."""
    _settled(mongod.url, accounts)
    return uvloop.run(_loop(mongod, accounts, _nothing))


@cache
def _settled(url: str, accounts: int) -> None:
    """A database with so many members; made once, as it takes longer than all arms."""
    uvloop.run(_made(url, f"{NAME}_{accounts}", accounts))


async def _made(url: str, name: str, accounts: int) -> None:
    store = await connect(url, name)
    await store.close()
    client: MongoClient[dict[str, Any]] = MongoClient(url)
    with client:
        settle_scored(client[name], accounts, _started)


async def _job(mongod: Mongod, accounts: int) -> Measured:
    context = await _context(mongod, accounts)
    try:
        runner, memory, taken = await take_over(context, PUBLISH), Memory(), list[float]()
        service, server = Cpu([psutil.Process().pid]), Cpu([mongod.pid])
        while True:
            before = time.perf_counter()
            if not await runner.step():
                break
            taken.append(time.perf_counter() - before)
            memory.look()
        print(f"{'':14}memory: {memory}")
        return with_cpu(_laps(taken, accounts), service, server)
    finally:
        await context.store.close()


Keep = Callable[[Any, list[Snapshot]], Awaitable[None]]


async def _loop(
    mongod: Mongod, accounts: int, keep: Keep, seconds: float = float("inf")
) -> Measured:
    context = await _context(mongod, accounts)
    try:
        revision, scores = _revision(context), context.store.driver.db["plain_scores"]
        done, taken, after = 0, list[float](), ""
        service, server = Cpu([psutil.Process().pid]), Cpu([mongod.pid])
        while sum(taken) < seconds:
            before = time.perf_counter()
            page = await next_accounts(context.store, after)
            if page is None:
                break
            made, _ = await snapshots_of(context.store, revision, page, context.clock.domain_now())
            await keep(scores, made)
            taken.append(time.perf_counter() - before)
            done, after = done + len(made), page.last
        return with_cpu(_laps(taken, done), service, server)
    finally:
        await context.store.close()


async def _each(scores: Any, snapshots: list[Snapshot]) -> None:
    for each in snapshots:
        await scores.update_one({"_id": each.account}, _update(each), upsert=True)


async def _bulk(scores: Any, snapshots: list[Snapshot]) -> None:
    updates = [UpdateOne({"_id": each.account}, _update(each), upsert=True) for each in snapshots]
    await scores.bulk_write(updates, ordered=False)


async def _nothing(_scores: Any, _snapshots: list[Snapshot]) -> None:
    pass


def _update(snapshot: Snapshot) -> dict[str, Any]:
    """The score and its explanation, as one would store them without thinking of a history."""
    said = None if snapshot.score is None else msgspec.msgpack.encode(snapshot.score)
    value = None if snapshot.score is None else snapshot.score.value
    return {"$set": {"cycle": snapshot.cycle, "value": value, "score": said}}


async def _context(mongod: Mongod, accounts: int) -> Context:
    document, store = _daily(), await connect(mongod.url, f"{NAME}_{accounts}")
    search_less()
    clock = FixedClock(_started + timedelta(days=next(_rounds)))
    return Context(store=store, clock=clock, programme=lambda: document, ledger_key=lambda: KEY)


def _daily() -> Programme:
    document = programme()
    score = msgspec.structs.replace(document.numbers.score, cadence=Cadence.DAILY)
    numbers = msgspec.structs.replace(document.numbers, score=score)
    return msgspec.structs.replace(document, numbers=numbers)


def _revision(context: Context) -> Revision:
    document, now = context.programme(), context.clock.domain_now()
    return Revision(
        id="bench",
        cycle="bench",
        revision=1,
        cut_off=now,
        programme=document.version,
        zone=document.zone,
        numbers=document.numbers.score,
        begun_at=now,
    )


def _laps(taken: list[float], accounts: int) -> Laps:
    """Accounts per second; latencies are those of a chunk."""
    seen = laps(taken, sum(taken))
    return msgspec.structs.replace(seen, operations=accounts)
