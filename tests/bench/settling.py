"""A settlement's awards, paid in the engine's chunks and one transaction each."""

import time
from datetime import UTC, datetime
from functools import partial

import msgspec
import psutil
import uvloop

from rewards.boards.prizes import PLACES_MAX
from rewards.boards.rank import Standing
from rewards.ledger.amount import AMOUNT_MAX
from rewards.refusal import Refusal
from rewards.settlement.escrow import fund
from rewards.settlement.progress import PAYABLE
from service.clock import SystemClock
from service.flows.context import Context
from service.garbage import search_less
from service.jobs.job import CatchUp, Chunk, Job, Run
from service.jobs.when import hourly
from service.programme import Programme
from service.settlement import settle
from service.settlement.matter import Matter
from service.store.connect import connect
from service.store.embedded import Mongod
from service.store.schema.page import SETTLEMENTS, TRANSFERS
from tests.bench.ground import Ground, ground, prepare
from tests.bench.measure import Cpu, Laps, Measured, with_cpu
from tests.bench.measure import laps as laps_of_calls
from tests.bench.programme import programme
from tests.bench.ranked import RANKED, account_ids, settle_ranked
from tests.settlement.cut import take_over

FEW = 2_000
EACH = 2
SUBJECT = "season.bench.2026-W01"


def in_chunks(mongod: Mongod) -> Measured:
    """All 100,000, as a job does it."""
    return uvloop.run(_measured(mongod, awards=RANKED, most=settle.MOST, seconds=float("inf")))


def one_each(mongod: Mongod, *, seconds: float) -> Measured:
    """The same code with one award per transaction, for so long."""
    return uvloop.run(_measured(mongod, awards=FEW, most=1, seconds=seconds))


def insert_many(mongod: Mongod) -> Measured:
    """The ceiling: as many transfers, inserted without asking anything."""
    with ground(mongod) as (name, client):
        rows = [TRANSFERS.encode(fund(f"season.bench.{n}", EACH, _NOW)) for n in range(RANKED)]
        service, server = Cpu([psutil.Process().pid]), Cpu([mongod.pid])
        started = time.perf_counter()
        for first in range(0, RANKED, settle.MOST):
            client[name].transfers.insert_many(rows[first : first + settle.MOST], ordered=False)
        return with_cpu(laps_of([time.perf_counter() - started], RANKED), service, server)


_NOW = datetime.now(UTC)


async def _measured(mongod: Mongod, *, awards: int, most: int, seconds: float) -> Measured:
    with ground(mongod) as (name, client):
        here = await prepare(mongod, name, client)
        settle_ranked(client[name], _NOW)
        matter = _matter(awards)
        pool = fund(SUBJECT, sum(matter.prizes), _NOW)
        client[name].transfers.insert_one(TRANSFERS.encode(pool))
        return await _settle(here, matter, most, seconds)


def _matter(awards: int) -> Matter:
    """Everybody at the first place: a tie that pools all prizes."""
    standings = tuple(
        Standing(account=account, value=1, reached_at=_NOW) for account in account_ids(awards)
    )
    places = min(awards, PLACES_MAX)
    prizes = (EACH * awards // places,) * places
    return Matter(subject=SUBJECT, prizes=prizes, at=_NOW, standings=partial(_page, standings))


async def _page(standings: tuple[Standing, ...], after: str, most: int) -> tuple[Standing, ...]:
    first = next((n for n, each in enumerate(standings) if each.account > after), len(standings))
    return standings[first : first + most]


async def _settle(here: Ground, matter: Matter, most: int, seconds: float) -> Measured:
    document = _without_approval()
    store = await connect(here.mongod.url, here.database)
    context = Context(store=store, clock=SystemClock(), programme=lambda: document)
    search_less()
    try:
        await _draw_up(context, matter)
        laps: list[float] = []
        runner = await take_over(context, _job("pay", matter, most))
        service, server = Cpu([psutil.Process().pid]), Cpu([here.mongod.pid])
        while sum(laps) < seconds and await _is_payable(context, matter):
            before = time.perf_counter()
            await runner.step()
            laps.append(time.perf_counter() - before)
        return with_cpu(laps_of(laps, most), service, server)
    finally:
        await store.close()


def _without_approval() -> Programme:
    document = programme()
    free = msgspec.structs.replace(document.numbers.settlement, approve_above=AMOUNT_MAX)
    numbers = msgspec.structs.replace(document.numbers, settlement=free)
    return msgspec.structs.replace(document, numbers=numbers)


async def _draw_up(context: Context, matter: Matter) -> None:
    runner = await take_over(context, _job("draw_up", matter, settle.MOST))
    while not await _is_payable(context, matter):
        await runner.step()


async def _is_payable(context: Context, matter: Matter) -> bool:
    progress = await context.store.get(SETTLEMENTS, matter.plan)
    return progress is not None and progress.state in PAYABLE


def _job(name: str, matter: Matter, most: int) -> Job:
    async def next_chunk(run: Run, _checkpoint: str | None) -> Chunk | None:
        chunk = await settle.next_chunk(run, matter, most=most)
        if isinstance(chunk, Refusal):
            raise AssertionError(chunk.detail())
        return chunk

    return Job(
        name=name,
        trigger=hourly(minute=0),
        catch_up=CatchUp.NEWEST,
        what="is measured",
        why="to know what it costs",
        next_chunk=next_chunk,
    )


def laps_of(laps: list[float], most: int) -> Laps:
    """Awards per second; latencies are those of a chunk."""
    seen = laps_of_calls(laps, sum(laps))
    return msgspec.structs.replace(seen, operations=most * seen.operations)
