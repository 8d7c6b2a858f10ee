"""Levels that the database knows, and what they say when it is gone."""

import asyncio
from datetime import timedelta
from math import inf
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pymongo import MongoClient

from service.clock import SystemClock
from service.flows.context import Context
from service.jobs.due import first_slot
from service.metrics.levels import Levels
from service.metrics.sampler import Sampler, sampling
from service.programme_demo import DEMO
from service.store.connect import connect
from service.store.last_check import LastCheck, keep_check
from service.store.programmes import first_version
from service.store.schema.page import SLOTS
from service.store.schema.slot import SlotState
from service.versions.known import Known, Version
from tests.metrics.reading import here, value
from tests.store.servers import start

HOUR = timedelta(hours=1)


async def test_jobs_that_wait_and_what_a_check_found(
    mongo_url: str, database_name: str, admin: MongoClient[dict[str, Any]]
) -> None:
    store = await connect(mongo_url, database_name)
    context = Context(store=store, clock=SystemClock(), programme=lambda: DEMO)
    await Levels(context).look()
    found = here()
    assert value(found, "seedbank_primary_reachable") == 1
    assert value(found, "seedbank_jobs_waiting_seconds") == 0
    assert value(found, "seedbank_jobs_newest_run_age_seconds") == inf
    assert value(found, "seedbank_check_age_seconds") == inf

    now = context.clock.server_now()
    waits = first_slot("lock_games", now - HOUR)
    failed = first_slot("open_games", now - 2 * HOUR)
    for slot, state in ((waits, SlotState.DUE), (failed, SlotState.FAILED)):
        raw = SLOTS.encode(msgspec.structs.replace(slot, state=state))
        admin[database_name]["slots"].insert_one(raw)
    await keep_check(store, LastCheck(at=now - 2 * HOUR, violations=3))
    await Levels(context).look()
    found = here()
    assert value(found, "seedbank_jobs_waiting_seconds") == pytest.approx(3600, abs=60)
    assert value(found, "seedbank_jobs_newest_run_age_seconds") == pytest.approx(3600, abs=60)
    assert value(found, "seedbank_jobs_failed") == 1
    assert value(found, "seedbank_check_violations") == 3
    assert value(found, "seedbank_check_age_seconds") == pytest.approx(7200, abs=60)
    await store.close()


@pytest.mark.slow
async def test_no_primary(data_dir: Path) -> None:
    with start(data_dir) as server:
        store = await connect(server.url, "any")
        context = Context(store=store, clock=SystemClock(), programme=lambda: DEMO)
        await Levels(context).look()
        assert value(here(), "seedbank_primary_reachable") == 1
    await Levels(context).look()
    assert value(here(), "seedbank_primary_reachable") == 0
    await store.close()


async def test_which_version_a_process_goes_by_and_how_long_it_heard_nothing(
    mongo_url: str, database_name: str
) -> None:
    store = await connect(mongo_url, database_name)
    programme = msgspec.structs.replace(DEMO, version=7)
    times = iter((100.0, 112.5))
    known = Known(
        SystemClock().domain_now,
        lambda: next(times),
        [Version(first_version(programme), programme)],
    )
    context = Context(store=store, clock=SystemClock(), programme=known.programme, known=known)
    Sampler(context, None).quick(0.0)
    assert value(here(), "seedbank_programme_version") == 7
    assert value(here(), "seedbank_programme_silent_seconds") == 12.5
    await store.close()


async def test_it_ends_whenever_it_is_told_to(mongo_url: str, database_name: str) -> None:
    """Also within its first look, where a time limit may swallow that it was called off."""
    store = await connect(mongo_url, database_name)
    context = Context(store=store, clock=SystemClock(), programme=lambda: DEMO)
    async with asyncio.timeout(60):
        for number in range(60):
            async with sampling(context):
                await asyncio.sleep(number / 5_000)
    await store.close()
