"""A whole task completion without HTTP: batched against one transaction per command."""

import itertools
from datetime import UTC, datetime
from typing import Any

from pymongo import MongoClient

from service.clock import SystemClock
from service.flows.complete_task import COMPLETE_TASK, CompleteTask, TaskCompleted
from service.flows.context import Context
from service.store.connect import connect
from service.store.embedded import Mongod
from service.store.path.batcher import PLAIN, Limits
from tests.bench.measure import Measured, measure
from tests.bench.programme import MERCHANT, completions, programme, settle_members, tasks_for

ARMS = {"plain": PLAIN, "batched": Limits()}


async def run(
    mongod: Mongod, arm: str, *, callers: int, members: int, seconds: float
) -> tuple[Measured, Any]:
    """One arm on a fresh database, and what the write path counted."""
    name, tasks = f"bench_{arm}_{callers}_{members}", tasks_for(members)
    client: MongoClient[dict[str, Any]] = MongoClient(mongod.url)
    with client:
        client.drop_database(name)
        store = await connect(mongod.url, name, limits=ARMS[arm])
        settle_members(client[name], members, tasks, datetime.now(UTC))
        document = programme(tasks)
        context = Context(store=store, clock=SystemClock(), programme=lambda: document)
        todo = completions(members, tasks, datetime.now(UTC))
        keys = itertools.count()

        async def complete() -> None:
            member, task, event_at = next(todo)
            body = CompleteTask(merchant=MERCHANT, member=member, task=task, event_at=event_at)
            key = f"k{next(keys)}"
            answered = await context.apply(COMPLETE_TASK, body, caller="bench", key=key)
            if not isinstance(answered.answer, TaskCompleted):
                raise AssertionError(answered)

        measured = await measure(complete, callers=callers, seconds=seconds, mongod=mongod.pid)
        stats = store.stats
        await store.close()
        client.drop_database(name)
    return measured, stats
