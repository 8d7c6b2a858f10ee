"""Every process hears of a version within a second, and all go over to it at its time."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from service.flows.context import Context
from service.flows.operators.apply_programme import ProgrammeApplied, apply_programme
from service.flows.operators.move_clock import MOVE_CLOCK, ClockMoved, MoveClock, move_clock
from service.opening import ProgrammeError, open_context
from service.programme import Programme
from service.programme_demo import DEMO
from service.settings import Settings
from service.store.programmes import first_version, stored_document
from service.store.schema.page import PROGRAMMES
from service.versions.known import Known

HOUR = timedelta(hours=1)
WITHIN_S = 2.0


@pytest.fixture(params=["pymongo", "motor"])
def settings(mongo_url: str, database_name: str, request: pytest.FixtureRequest) -> Settings:
    return Settings(
        mongo_url=mongo_url, database=database_name, secret="s" * 32, driver=request.param
    )


def following(context: Context, number: int, **changes: Any) -> Programme:
    """The demo as this version, which takes effect in an hour."""
    at = context.clock.domain_now() + HOUR
    return msgspec.structs.replace(DEMO, **{"version": number, "effective_at": at} | changes)


async def announce(context: Context, programme: Programme) -> None:
    answer = await apply_programme(context, programme, reason="test", caller="console:test")
    assert isinstance(answer, ProgrammeApplied), answer


def known(context: Context) -> Known:
    assert context.known is not None
    return context.known


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(WITHIN_S):
        while not true():
            await asyncio.sleep(0.01)


async def test_two_processes_and_a_late_one_go_over_together(settings: Settings) -> None:
    async with open_context(settings) as one, open_context(settings) as other:
        await announce(one, following(one, 2))
        await until(lambda: known(one).last == known(other).last == 2)
        assert one.programme().version == other.programme().version == 1
        async with open_context(settings) as late:
            assert (known(late).last, late.programme().version) == (2, 1)
            assert isinstance(await move_clock(one, HOUR), ClockMoved)
            assert one.programme().version == 2
            await until(lambda: other.programme().version == late.programme().version == 2)
        assert (
            other.command(MOVE_CLOCK, MoveClock(by_ms=1), caller="", key=None).programme.version
            == 2
        )
    async with open_context(settings) as later:
        assert later.programme().version == 2
        # What is over is listed and not read.
        assert [each.programme is None for each in known(later).versions] == [True, False]
        assert await stored_document(later.store, 1) is not None


async def test_a_version_of_a_newer_program_is_said_and_never_half_understood(
    settings: Settings, admin: Any, database_name: str
) -> None:
    async with open_context(settings) as context:
        programme = following(context, 2)
        row = PROGRAMMES.encode(first_version(programme))
        row["document"] = row["document"].replace(b'"zone"', b'"future": 1, "zone"')
        admin[database_name].programmes.insert_one(row)
        await until(lambda: known(context).last == 2)
        assert not known(context).is_behind
        await move_clock(context, HOUR)
        assert (context.programme().version, known(context).is_behind) == (1, True)
    with pytest.raises(ProgrammeError, match=r"cannot be used: .*`future`"):
        async with open_context(settings):
            pass


async def test_a_version_that_is_over_may_be_unreadable(
    settings: Settings, admin: Any, database_name: str
) -> None:
    async with open_context(settings) as context:
        await announce(context, following(context, 2))
        await move_clock(context, HOUR)
    admin[database_name].programmes.update_one(
        {"_id": "00000001"}, {"$set": {"document": b'{"from": "long ago"}'}}
    )
    async with open_context(settings) as context:
        assert context.programme().version == 2


async def test_a_database_without_a_programme_begins_with_none_unasked(
    settings: Settings, admin: Any, database_name: str
) -> None:
    with pytest.raises(ProgrammeError, match="has no programme yet"):
        async with open_context(settings, first=None):
            pass
    assert admin[database_name].programmes.count_documents({}) == 0
    own = msgspec.structs.replace(DEMO, id="own")
    async with open_context(settings, first=own) as context:
        assert context.programme() == own
    async with open_context(settings) as context:
        assert context.programme() == own


async def test_of_many_who_begin_one_does(settings: Settings) -> None:
    async def begin(number: int) -> str:
        async with open_context(settings, msgspec.structs.replace(DEMO, id=f"p{number}")) as opened:
            return opened.programme().id

    async with open_context(settings, msgspec.structs.replace(DEMO, id="p9")):
        pass
    assert set(await asyncio.gather(*(begin(number) for number in range(4)))) == {"p9"}
