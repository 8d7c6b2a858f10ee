"""The stored half of domain time: begun once, and followed by every process within a second."""

import asyncio
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from bson.int64 import Int64

from service.flows.operators.move_clock import ClockMoved, move_clock
from service.opening import ProgrammeError, open_context
from service.programme_demo import DEMO
from service.settings import Settings
from service.store.connect import connect
from service.store.domain_clock import begin_clock
from service.store.programmes import first_version
from service.store.schema.page import PROGRAMMES
from service.store.store import Store

DAY = timedelta(days=1)
WITHIN_S = 1.0


@pytest.fixture(params=["pymongo", "motor"])
async def store(mongo_url: str, database_name: str, request: pytest.FixtureRequest) -> Any:
    store = await connect(mongo_url, database_name, driver=request.param)
    yield store
    await store.close()


@pytest.fixture
def settings(mongo_url: str, database_name: str) -> Settings:
    return Settings(mongo_url=mongo_url, database=database_name, secret="s" * 32)


def programme(database: Any, **changes: Any) -> None:
    """Puts another programme document in the place of what is there."""
    row = PROGRAMMES.encode(first_version(msgspec.structs.replace(DEMO, **changes)))
    database.programmes.replace_one({"_id": row["_id"]}, row, upsert=True)


@pytest.mark.parametrize("sandbox", [True, False])
async def test_of_many_who_begin_it_one_does(store: Store, sandbox: bool) -> None:
    found = await asyncio.gather(*(begin_clock(store, sandbox=sandbox) for _ in range(20)))
    assert {(one.sandbox, one.offset_ms, one.version) for one in found} == {(sandbox, 0, 1)}


async def test_what_was_never_a_sandbox_does_not_become_one(store: Store) -> None:
    await begin_clock(store, sandbox=False)
    assert not (await begin_clock(store, sandbox=True)).sandbox


async def test_a_sandbox_ends_for_good_unless_its_clock_was_moved(
    store: Store, admin: Any, database_name: str
) -> None:
    await begin_clock(store, sandbox=True)
    clocks = admin[database_name].clocks
    clocks.update_one({}, {"$set": {"offset_ms": Int64(1)}})
    assert (await begin_clock(store, sandbox=False)).sandbox
    clocks.update_one({}, {"$set": {"offset_ms": Int64(0)}})
    assert not (await begin_clock(store, sandbox=False)).sandbox
    assert not (await begin_clock(store, sandbox=True)).sandbox


async def test_every_process_follows_within_a_second_and_a_new_one_from_its_start(
    settings: Settings,
) -> None:
    async with open_context(settings) as mover, open_context(settings) as other:
        server = other.clock.server_now()
        assert isinstance(await move_clock(mover, 30 * DAY), ClockMoved)
        async with asyncio.timeout(WITHIN_S):
            await other.clock.moved(timedelta(0))
        assert other.clock.offset == mover.clock.offset == 30 * DAY
        assert other.clock.domain_now() - other.clock.server_now() >= 30 * DAY - DAY / 86_400
        assert other.clock.server_now() - server < timedelta(seconds=WITHIN_S + 5)
        async with open_context(settings) as late:
            assert late.clock.offset == 30 * DAY


async def test_two_processes_that_move_at_once_both_move_it(settings: Settings) -> None:
    async with open_context(settings) as one, open_context(settings) as two:
        moved = await asyncio.gather(*(move_clock(each, DAY) for each in [one, two] * 10))
        assert {type(each) for each in moved} == {ClockMoved}
        assert max(one.clock.offset, two.clock.offset) == 20 * DAY


async def test_a_real_programme_in_a_sandboxs_database_does_not_start(
    settings: Settings, admin: Any, database_name: str
) -> None:
    async with open_context(settings) as context:
        await move_clock(context, DAY)
    programme(admin[database_name], sandbox=False)
    with pytest.raises(ProgrammeError, match="whose clock is 1 day, 0:00:00 ahead"):
        async with open_context(settings):
            raise AssertionError


async def test_a_sandbox_in_a_real_programmes_database_does_not_start(
    settings: Settings, admin: Any, database_name: str
) -> None:
    programme(admin[database_name], sandbox=False)
    async with open_context(settings) as context:
        assert context.clock.offset == timedelta(0)
    programme(admin[database_name], sandbox=True)
    with pytest.raises(ProgrammeError, match="a sandbox needs a database of its own"):
        async with open_context(settings):
            raise AssertionError
