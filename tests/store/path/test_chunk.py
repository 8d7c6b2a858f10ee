"""A job's chunk behind its fence, beside members, on a real database."""

import asyncio
from typing import Any

import pytest

from service.store.path.chunk import FenceDown
from service.store.path.command import Answered, Command, Outcome, Put, Rule
from service.store.path.refusals import Busy
from service.store.path.state import View
from service.store.store import Store
from tests.store.path.conftest import Locked, OpenStore
from tests.store.path.toy import (
    JARS,
    LOOK,
    Drop,
    Dropped,
    Jar,
    JarMissing,
    Look,
    command,
    drop,
    drop_needs,
)


def fence_decide(one: Command[Drop], view: View) -> Outcome[Dropped]:
    """Stands while the slot has no lid; `trick` makes it misbehave."""
    slot = view.get(JARS, one.body.jar)
    if slot is None or slot.lid:
        return Outcome(JarMissing(jar=one.body.jar))
    if one.body.trick == "raise":
        raise RuntimeError("the fence is broken")
    if one.body.trick == "idle":
        return Outcome(Dropped(coins=0))
    return Outcome(Dropped(coins=0), (Put(JARS, slot),))


def fence(trick: str = "", key: str | None = None) -> Command[Any]:
    rule = Rule("fence", Dropped, fence_needs, fence_decide)
    return command(rule, Drop(jar="slot", slip="none", trick=trick), key, caller="job:j")


def fence_needs(one: Command[Drop], view: View) -> Any:
    return [key for key in drop_needs(one, view) if key.collection == JARS.name]


@pytest.fixture
async def store(open_store: OpenStore, database: Any) -> Store:
    database.accounts.insert_one(JARS.encode(Jar(id="slot")))
    return await open_store(deadline_s=1)


def drops(count: int, **odd: dict[str, Any]) -> list[Command[Any]]:
    return [drop(f"s{n}", jar=f"j{n % 3 + 2}", **odd.get(f"s{n}", {})) for n in range(count)]


def slips(database: Any) -> int:
    count: int = database.slips.count_documents({})
    return count


async def test_answers_come_in_order_and_again_as_replays(store: Store, database: Any) -> None:
    answers = await store.apply_chunk(fence(), drops(9))
    assert answers == [Answered(Dropped(coins=n // 3 + 1)) for n in range(9)]
    again = await store.apply_chunk(fence(), drops(9))
    assert again == [Answered(Dropped(coins=n // 3 + 1), replayed=True) for n in range(9)]
    assert slips(database) == 9


async def test_a_fence_that_is_down_lets_nothing_pass(store: Store, database: Any) -> None:
    database.accounts.update_one({"_id": "slot"}, {"$set": {"lid": True}})
    with pytest.raises(FenceDown) as down:
        await store.apply_chunk(fence(), drops(5))
    assert down.value.refusal == JarMissing(jar="slot")
    assert slips(database) == 0


async def test_a_fence_that_goes_down_half_way_stops_the_rest(store: Store, database: Any) -> None:
    with Locked(database, "j1"):
        chunk = [*drops(6), drop("stuck", jar="j1")]
        running = asyncio.ensure_future(store.apply_chunk(fence(), chunk))
        async with asyncio.timeout(5):
            while slips(database) < 3:
                await asyncio.sleep(0.005)
        taken = {"$set": {"lid": True}, "$inc": {"version": 1}}
        while not database.accounts.find_one_and_update({"_id": "slot", "lid": False}, taken):
            pass
        with pytest.raises(FenceDown):
            await running
        assert 3 <= slips(database) <= 6
    assert database.slips.find_one({"_id": "stuck"}) is None


async def test_a_locked_account_is_busy_and_the_others_are_served(
    store: Store, database: Any
) -> None:
    with Locked(database, "j1"):
        chunk = [*drops(4), drop("stuck", jar="j1"), drop("last", jar="j2")]
        answers = await store.apply_chunk(fence(), chunk)
    assert [type(one.answer) for one in answers] == [*[Dropped] * 4, Busy, Dropped]
    assert database.slips.find_one({"_id": "stuck"}) is None


async def test_a_defect_is_its_own_commands(store: Store, database: Any) -> None:
    answers = await store.apply_chunk(fence(), drops(7, s3={"trick": "raise"}))
    assert [n for n, one in enumerate(answers) if isinstance(one, Exception)] == [3]
    assert slips(database) == 6


async def test_what_the_database_refuses_is_its_own_commands(store: Store, database: Any) -> None:
    database.command("collMod", "slips", validator={"coins": {"$lt": 100}})
    answers = await store.apply_chunk(fence(), drops(7, s3={"coins": 100}))
    assert [n for n, one in enumerate(answers) if isinstance(one, Exception)] == [3]
    assert slips(database) == 6


async def test_a_broken_fence_is_nobodys_defect_but_its_own(store: Store, database: Any) -> None:
    with pytest.raises(RuntimeError, match="the fence is broken"):
        await store.apply_chunk(fence("raise"), drops(5))
    database.command("collMod", "accounts", validator={"_id": {"$ne": "slot"}})
    with pytest.raises(Exception, match="validation"):
        await store.apply_chunk(fence(), drops(5))
    assert slips(database) == 0


async def test_a_fence_that_writes_nothing_holds_nobody_back_and_is_refused(
    store: Store, database: Any
) -> None:
    with pytest.raises(Exception, match="by what it writes"):
        await store.apply_chunk(fence("idle"), drops(5))
    with pytest.raises(ValueError, match="has no key"):
        await store.apply_chunk(fence(key="k"), drops(5))
    assert slips(database) == 0


async def test_a_chunk_of_those_who_follow_each_other_is_answered_as_a_whole(
    store: Store, database: Any
) -> None:
    looks = [command(LOOK, Look(note="n", jar="j2"), f"k{n}") for n in range(4)]
    answers = await store.apply_chunk(fence(), looks)
    assert answers == [Answered(Dropped(coins=n)) for n in range(4)]


async def test_members_and_a_chunk_on_the_same_accounts_lose_nothing(
    store: Store, database: Any
) -> None:
    members = [drop(f"m{n}", jar=f"j{n % 3 + 2}") for n in range(60)]
    chunk, *answers = await asyncio.gather(
        store.apply_chunk(fence(), drops(60)), *(store.apply(one) for one in members)
    )
    assert {type(one.answer) for one in [*chunk, *answers]} == {Dropped}
    assert slips(database) == 120
    assert sum(raw["coins"] for raw in database.accounts.find()) == 120


async def test_a_store_that_is_closed_blames_no_command(store: Store, database: Any) -> None:
    await store.close()
    answers = await store.apply_chunk(fence(), drops(3))
    assert answers == [Answered(Busy())] * 3
