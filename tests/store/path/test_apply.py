"""The write path on a real database: exactly once, in order, and nobody stalls for another."""

import asyncio
from typing import Any

import pytest

from service.store.path.command import Answered
from service.store.path.record import KeyReused
from service.store.path.refusals import Busy, OutcomeUnknown, Overloaded, Stopping
from service.store.store import Store
from tests.store.path.conftest import Locked, OpenStore
from tests.store.path.toy import JARS, MOVE, Dropped, Jar, Move, command, drop

BUSY_ACCOUNTS = 20


async def apply_all(store: Store, *commands: Any) -> list[Answered[Any]]:
    return await asyncio.gather(*(store.apply(one) for one in commands))


def coins(database: Any) -> dict[str, int]:
    return {raw["_id"]: raw["coins"] for raw in database.accounts.find()}


async def test_concurrent_commands_share_batches_and_each_counts(
    open_store: OpenStore, database: Any
) -> None:
    store = await open_store()
    answers = await apply_all(store, *(drop(f"s{n}", jar=f"j{n % 4 + 1}") for n in range(200)))
    assert all(isinstance(one.answer, Dropped) for one in answers)
    assert coins(database) == {"j1": 50, "j2": 50, "j3": 50, "j4": 50}
    assert store.stats.batches < 10
    assert database.slips.count_documents({}) == 200


async def test_an_accounts_events_have_no_gap_and_no_double(
    open_store: OpenStore, database: Any
) -> None:
    one, two = await open_store(), await open_store()
    await asyncio.gather(
        *(store.apply(drop(f"s{n}-{store is one}")) for n in range(60) for store in (one, two))
    )
    rows = list(database.outbox.find({"account": "j1"}).sort("_id", 1))
    assert [row["sequence"] for row in rows] == list(range(2, 122))


@pytest.mark.parametrize("stores", [1, 2])
async def test_fifty_sends_of_one_command_have_one_effect_and_one_answer(
    open_store: OpenStore, database: Any, stores: int
) -> None:
    opened = [await open_store() for _ in range(stores)]
    answers = await asyncio.gather(*(opened[n % stores].apply(drop("s1")) for n in range(50)))
    assert {one.answer for one in answers} == {Dropped(coins=1)}
    assert sum(not one.replayed for one in answers) == 1
    assert coins(database)["j1"] == 1


async def test_the_same_key_with_another_body_is_refused_later_too(
    open_store: OpenStore, database: Any
) -> None:
    store = await open_store()
    await store.apply(drop("s1", key="k"))
    refused = await store.apply(drop("s2", key="k"))
    assert refused.answer == KeyReused()
    assert coins(database)["j1"] == 1


async def test_a_defect_reaches_its_own_caller_only(open_store: OpenStore, database: Any) -> None:
    store = await open_store()
    good, bad = await asyncio.gather(
        store.apply(drop("s1")), store.apply(drop("s2", trick="raise")), return_exceptions=True
    )
    assert isinstance(bad, RuntimeError)
    assert not isinstance(good, BaseException)
    assert coins(database)["j1"] == 1


async def test_what_the_database_refuses_reaches_its_own_caller_only(
    open_store: OpenStore, database: Any
) -> None:
    database.command("collMod", "slips", validator={"coins": {"$lt": 100}})
    store = await open_store()
    commands = [drop(f"s{n}", coins=100 if n == 13 else 1) for n in range(40)]
    results = await asyncio.gather(*(store.apply(one) for one in commands), return_exceptions=True)
    assert [n for n, one in enumerate(results) if isinstance(one, Exception)] == [13]
    assert coins(database)["j1"] == 39


async def test_a_document_of_another_type_fails_those_who_read_it(
    open_store: OpenStore, database: Any
) -> None:
    database.accounts.update_one({"_id": "j2"}, {"$set": {"coins": "many"}})
    store = await open_store()
    good, bad = await asyncio.gather(
        store.apply(drop("s1")), store.apply(drop("s2", jar="j2")), return_exceptions=True
    )
    assert isinstance(bad, Exception)
    assert not isinstance(good, BaseException)


async def test_a_locked_account_stops_nobody_else(open_store: OpenStore, database: Any) -> None:
    store = await open_store()
    with Locked(database, "j1"):
        waiting = [asyncio.ensure_future(store.apply(drop(f"w{n}"))) for n in range(3)]
        others = [drop(f"o{n}", jar=f"j{n % 3 + 2}") for n in range(60)]
        answers = await apply_all(store, *others)
        assert all(isinstance(one.answer, Dropped) for one in answers)
        assert not any(one.done() for one in waiting)
        later = await apply_all(store, drop("later", jar="j2"))
        assert later[0].answer == Dropped(coins=21)
    in_order = [(await one).answer for one in waiting]
    assert in_order == [Dropped(coins=1), Dropped(coins=2), Dropped(coins=3)]
    assert store.stats.aside >= 3


async def test_a_command_on_two_locked_accounts_waits_for_both_and_keeps_its_place(
    open_store: OpenStore, database: Any
) -> None:
    store = await open_store()
    with Locked(database, "j1"), Locked(database, "j2"):
        first = asyncio.ensure_future(store.apply(drop("a", jar="j1", coins=5)))
        second = asyncio.ensure_future(store.apply(drop("b", jar="j2")))
        await store.apply(drop("c", jar="j3"))
        between = command(MOVE, Move(source="j1", target="j2", coins=5), "m")
        both = asyncio.ensure_future(store.apply(between))
        await store.apply(drop("d", jar="j3"))
        last = asyncio.ensure_future(store.apply(drop("e", jar="j2")))
        await store.apply(drop("f", jar="j3"))
        assert not any(one.done() for one in (first, second, both, last))
    assert (await first).answer == Dropped(coins=5)
    assert (await second).answer == Dropped(coins=1)
    assert (await both).answer == Dropped(coins=0)
    assert (await last).answer == Dropped(coins=7)


async def test_a_lock_that_outlasts_the_deadline_is_answered_and_never_served_later(
    open_store: OpenStore, database: Any
) -> None:
    store = await open_store(deadline_s=0.4)
    with Locked(database, "j1"):
        refused = await store.apply(drop("s1"))
        assert isinstance(refused.answer, Busy | OutcomeUnknown)
    await store.apply(drop("s2", jar="j2"))
    again = await store.apply(drop("s1"))
    assert again.answer == Dropped(coins=1)
    assert coins(database)["j1"] == 1


async def test_a_full_queue_sheds_and_does_nothing(open_store: OpenStore, database: Any) -> None:
    store = await open_store(queue_max=10)
    answers = await apply_all(store, *(drop(f"s{n}") for n in range(30)))
    shed = [one for one in answers if isinstance(one.answer, Overloaded)]
    assert len(shed) == 20
    assert coins(database)["j1"] == 10


async def test_closing_answers_those_who_wait_and_refuses_the_rest(
    open_store: OpenStore, database: Any
) -> None:
    store = await open_store()
    waiting = [asyncio.ensure_future(store.apply(drop(f"s{n}"))) for n in range(50)]
    await asyncio.sleep(0)
    await store.close()
    assert {type(one.answer) for one in await asyncio.gather(*waiting)} == {Dropped}
    refused = await store.apply(drop("late"))
    assert refused.answer == Stopping()
    assert coins(database)["j1"] == 50


async def test_a_caller_who_goes_away_disturbs_nobody(open_store: OpenStore, database: Any) -> None:
    store = await open_store()
    gone = asyncio.ensure_future(store.apply(drop("gone")))
    stays = asyncio.ensure_future(store.apply(drop("stays")))
    await asyncio.sleep(0)
    gone.cancel()
    assert isinstance((await stays).answer, Dropped)
    assert database.slips.count_documents({"_id": "stays"}) == 1


@pytest.mark.parametrize("limits", [{}, {"batch_max": 1, "in_flight_max": 4096}])
async def test_two_stores_on_the_same_accounts_lose_nothing(
    open_store: OpenStore, database: Any, limits: dict[str, int]
) -> None:
    stores = [await open_store(**limits) for _ in range(2)]
    commands = [
        command(MOVE, Move(source=f"j{n % 4 + 1}", target=f"j{(n + 1) % 4 + 1}"), f"m{n}")
        for n in range(80)
    ]
    await asyncio.gather(
        *(stores[0].apply(drop(f"s{n}", jar=f"j{n}", coins=20)) for n in (1, 2, 3, 4))
    )
    answers = await asyncio.gather(*(stores[n % 2].apply(one) for n, one in enumerate(commands)))
    assert all(isinstance(one.answer, Dropped) for one in answers)
    assert coins(database) == {"j1": 20, "j2": 20, "j3": 20, "j4": 20}


async def test_reads_in_one_tick_share_a_query(open_store: OpenStore, database: Any) -> None:
    store = await open_store()
    asked = ["j1", "j2", "j1", "nobody"]
    found = await asyncio.gather(*(store.get(JARS, name) for name in asked))
    assert found == [Jar(id="j1"), Jar(id="j2"), Jar(id="j1"), None]
