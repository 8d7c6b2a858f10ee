"""A whole task completion without HTTP: batched against one transaction per command."""

import itertools
from datetime import UTC, datetime

import msgspec
import psutil
import uvloop

from service.clock import SystemClock
from service.flows.context import Context
from service.flows.tasks.counted import EventCounted
from service.flows.tasks.event import SourceEvent
from service.flows.tasks.report_event import REPORT_EVENT
from service.garbage import search_less
from service.store.connect import connect
from service.store.embedded import Mongod
from service.store.path.limits import PLAIN, Limits
from tests.bench.ground import Ground, ground, prepare
from tests.bench.measure import Cpu, Measured, repeat, with_cpu
from tests.bench.programme import MERCHANT, completions, programme
from tests.bench.spec import DEADLINE_S, WARM_UP_S

ARMS = {
    arm: msgspec.structs.replace(limits, deadline_s=DEADLINE_S)
    for arm, limits in (("plain", PLAIN), ("batched", Limits()))
}


def run(mongod: Mongod, arm: str, *, callers: int, at_once: int, seconds: float) -> Measured:
    """One arm on a fresh database."""

    async def measured() -> Measured:
        with ground(mongod) as (name, client):
            here = await prepare(mongod, name, client)
            return await _run(here, ARMS[arm], callers, at_once, seconds)

    return uvloop.run(measured())


async def _run(
    here: Ground, limits: Limits, callers: int, at_once: int, seconds: float
) -> Measured:
    document = programme()
    store = await connect(here.mongod.url, here.database, limits=limits)
    context = Context(store=store, clock=SystemClock(), programme=lambda: document)
    search_less()
    todo, keys = completions(at_once, datetime.now(UTC)), itertools.count()

    async def complete() -> None:
        member, task, event_at = next(todo)
        body = SourceEvent(
            source=MERCHANT, member=member, task=task, event=str(event_at), event_at=event_at
        )
        key = f"k{next(keys)}"
        answered = await context.apply(REPORT_EVENT, body, caller="bench", key=key)
        if not isinstance(answered.answer, EventCounted) or answered.answer.already:
            raise AssertionError(answered)

    await repeat(complete, callers=callers, seconds=WARM_UP_S)
    service, server = Cpu([psutil.Process().pid]), Cpu([here.mongod.pid])
    seen = await repeat(complete, callers=callers, seconds=seconds)
    measured = with_cpu(seen, service, server)
    await store.close()
    return measured
