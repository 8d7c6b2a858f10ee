"""SIGTERM under load: whatever was begun is answered, and nothing stays behind."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from service.cli.serve import DRAIN_MARGIN_S
from service.settings import Settings
from service.store.embedded.folder import Folder
from tests.faults.api import Api
from tests.faults.database import Database
from tests.faults.numbers import STOPS
from tests.faults.stage import Stage, open_stage

pytestmark = [pytest.mark.slow, pytest.mark.crash]

MEMBERS, TASKS_EACH = 16, 8
DRAIN_S = Settings().deadline_ms / 1000 + DRAIN_MARGIN_S


async def stopped(stage: Stage, server: Api, *others: Api) -> float:
    """SIGTERM amid the orders of new members: seconds to the end.

    An order that got no answer has no effect: it was not accepted, only sent.
    """
    load = stage.load(await stage.crowd.settle(MEMBERS, TASKS_EACH), server, *others)
    load.hold = True
    async with load.running():
        await load.reaches(stage.chance.randrange(1, MEMBERS * TASKS_EACH))
        await load.moment()
        code, took_s = await server.stop()
        assert code == 0, server.log.read_text()
        begun = [order for order in load.unanswered if stage.record(order) is not None]
        print(f"ended in {took_s:.1f} s; {len(load.unanswered)} sent and not accepted")
        assert not begun, f"{len(begun)} orders were done and not answered"
        await server.start()
        load.release()
    return took_s


@pytest.mark.timeout(120 + 30 * STOPS)
async def test_rolling_restarts_under_load_fail_no_request(stage: Stage) -> None:
    one, two = await stage.serve_two()
    for stop in range(STOPS):
        took_s = await stopped(stage, *((one, two) if stop % 2 else (two, one)))
        assert took_s < DRAIN_S
    await stage.prove()


@pytest.fixture
async def own(data_dir: Path, chance: random.Random) -> AsyncIterator[tuple[Stage, Database]]:
    """A stage on a folder's MongoDB. Who serves from that folder has it to themselves."""
    database = await asyncio.to_thread(Database, data_dir)
    try:
        async with open_stage(database.url, data_dir, chance) as stage:
            yield stage, database
    finally:
        await asyncio.to_thread(database.stop)


async def test_a_server_with_its_own_mongodb_leaves_none_behind(
    own: tuple[Stage, Database], data_dir: Path
) -> None:
    stage, database = own
    members = await stage.crowd.settle(MEMBERS, TASKS_EACH)
    await asyncio.to_thread(database.stop)
    server = Api(data_dir / "api.log", data_dir=str(data_dir), database=stage.database.name)
    stage.servers.append(server)
    await server.start()
    load = stage.load(members, server)
    load.hold = True
    async with load.running():
        await load.reaches(stage.chance.randrange(1, MEMBERS * TASKS_EACH))
        await stops_with_its_mongod(server, data_dir)
        await asyncio.to_thread(database.start)
        assert not [order for order in load.unanswered if stage.record(order) is not None]
        await asyncio.to_thread(database.stop)
        await server.start()
        load.release()
    await stage.prove()
    await stops_with_its_mongod(server, data_dir)
    await asyncio.to_thread(database.start)


async def stops_with_its_mongod(server: Api, data_dir: Path) -> None:
    mongod = psutil.Process(Folder(root=data_dir / "mongo").mongod_pid())
    code, took_s = await server.stop()
    assert code == 0, server.log.read_text()
    assert took_s < DRAIN_S
    assert not mongod.is_running()
