"""kill -9 of the database under load: 503 meanwhile, and recovery that nobody has to help."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.api import Api
from tests.faults.database import Database
from tests.faults.load import Load
from tests.faults.numbers import MONGOD_KILLS
from tests.faults.stage import Stage, open_stage

pytestmark = [pytest.mark.slow, pytest.mark.crash]

MEMBERS, TASKS_EACH = 24, 8
RECOVERED_WITHIN_S = 15.0  # SAFETY: the longest gap after the primary was killed


@pytest.fixture
async def own(data_dir: Path) -> AsyncIterator[Database]:
    database = await asyncio.to_thread(Database, data_dir)
    yield database
    await asyncio.to_thread(database.stop)


@pytest.fixture
async def stage(own: Database, data_dir: Path, chance: random.Random) -> AsyncIterator[Stage]:
    async with open_stage(own.url, data_dir, chance) as opened:
        yield opened


@pytest.mark.timeout(120 + 40 * MONGOD_KILLS)
async def test_a_database_killed_under_load_loses_nothing_and_is_found_again(
    stage: Stage, own: Database
) -> None:
    servers = await stage.serve_two()
    slowest = 0.0
    for kill in range(MONGOD_KILLS):
        slowest = max(slowest, await round_of(stage, own, servers, wait_for_503=kill % 2 == 0))
        print(f"kill {kill + 1} of {MONGOD_KILLS}: served again within {slowest:.1f} s")
    await stage.prove()
    assert slowest < RECOVERED_WITHIN_S


async def round_of(
    stage: Stage, own: Database, servers: tuple[Api, Api], *, wait_for_503: bool
) -> float:
    """Kills the database amid the orders of new members; the seconds from its return to the first
    acknowledgement. Half of the outages last until callers have been told."""
    load = stage.load(await stage.crowd.settle(MEMBERS, TASKS_EACH), *servers)
    async with load.running():
        await load.reaches(stage.chance.randrange(1, MEMBERS * TASKS_EACH))
        await load.moment()
        await asyncio.to_thread(own.kill)
        if wait_for_503:
            await a_503_more(stage, load)
        await asyncio.to_thread(own.start)
        begun = time.monotonic()
        await load.reaches(load.acknowledged + 1)
        return time.monotonic() - begun


async def a_503_more(stage: Stage, load: Load) -> None:
    """Returns when somebody was told to come back later."""
    before = refused(stage)
    async with asyncio.timeout(30):
        while refused(stage) == before:
            await asyncio.sleep(0.01)


def refused(stage: Stage) -> int:
    return sum(times for said, times in stage.book.said.items() if said.startswith("503"))
