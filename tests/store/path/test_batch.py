"""Batch-mates on a real database: who follows whom, who waits for whom, who must not."""

import asyncio
from typing import Any

import pytest

from service.store.path.backoff import pause
from service.store.path.command import Answered, Append, Command, Outcome, Put, Rule
from service.store.path.load import ROUNDS_MAX
from service.store.path.refusals import Busy, OutcomeUnknown, Overloaded
from service.store.path.state import RuleError, View
from tests.store.path.conftest import Locked, OpenStore
from tests.store.path.toy import (
    DROP,
    JARS,
    LOOK,
    MOVE,
    SECRET_DROP,
    SIGNED_DROP,
    SLIPS,
    Drop,
    Dropped,
    Jar,
    Look,
    Move,
    Slip,
    command,
    drop,
)


async def test_a_batch_mate_that_makes_what_others_follow_is_followed(
    open_store: OpenStore, database: Any
) -> None:
    store = await open_store()
    looks = [command(LOOK, Look(note="n", jar=f"j{n % 4 + 1}"), f"k{n}") for n in range(5)]
    answers = await asyncio.gather(*(store.apply(one) for one in looks))
    assert [one.answer for one in answers] == [Dropped(coins=n) for n in range(5)]
    assert database.accounts.find_one({"_id": "j1"})["coins"] == 4


async def test_two_processes_that_make_the_same_find_the_others(
    open_store: OpenStore, database: Any
) -> None:
    stores = [await open_store() for _ in range(2)]
    looks = [command(LOOK, Look(note="n", jar=f"j{n % 4 + 1}"), f"k{n}") for n in range(20)]
    answers = await asyncio.gather(*(stores[n % 2].apply(one) for n, one in enumerate(looks)))
    assert sorted(one.answer.coins for one in answers) == list(range(20))
    assert database.notes.count_documents({}) == 1


async def test_a_rule_that_lets_a_stop_iteration_out_takes_nobodys_secret(
    open_store: OpenStore, database: Any
) -> None:
    def stops(_one: Command[Drop], _view: View) -> Outcome[Dropped]:
        return next(iter(()))

    odd = Rule("odd", Dropped, DROP.needs, stops)
    store = await open_store()
    bad, good = await asyncio.gather(
        store.apply(command(odd, Drop(jar="j1", slip="s1"), "k1")),
        store.apply(command(SECRET_DROP, Drop(jar="j1", slip="s2"), "k2")),
        return_exceptions=True,
    )
    assert isinstance(bad, RuntimeError)
    assert good == Answered(Dropped(coins=1))


async def test_what_everybody_reads_is_nothing_to_queue_for(
    open_store: OpenStore, database: Any
) -> None:
    store = await open_store()
    with Locked(database, "j1"):
        stuck = asyncio.ensure_future(store.apply(signed("s1", "j1")))
        await until(lambda: store.stats.aside > 0)
        async with asyncio.timeout(2):
            others = [await store.apply(signed(f"o{n}", "j2")) for n in range(5)]
        assert [one.answer for one in others] == [Dropped(coins=n) for n in range(1, 6)]
        assert not stuck.done()
    assert (await stuck).answer == Dropped(coins=1)


async def test_a_command_on_a_locked_and_a_free_account_keeps_its_place_on_both(
    open_store: OpenStore, database: Any
) -> None:
    store = await open_store()
    await store.apply(drop("first", jar="j2", coins=5))
    with Locked(database, "j1"):
        stuck = asyncio.ensure_future(store.apply(drop("stuck", jar="j1")))
        await until(lambda: store.stats.aside > 0)
        between = command(MOVE, Move(source="j2", target="j1", coins=5), "m")
        wanted = [drop("before", jar="j2"), between, drop("after", jar="j2")]
        waiting = [asyncio.ensure_future(store.apply(one)) for one in wanted]
        await store.apply(drop("elsewhere", jar="j3"))
        await until(waiting[0].done)
        assert not waiting[2].done()
    assert (await stuck).answer == Dropped(coins=1)
    assert [(await one).answer.coins for one in waiting] == [6, 1, 2]


async def test_a_row_that_exists_already_is_a_defect_and_stalls_nobody(
    open_store: OpenStore, database: Any
) -> None:
    def appends(one: Command[Drop], view: View) -> Outcome[Dropped]:
        jar = view.get(JARS, one.body.jar)
        assert jar is not None
        row = Append(SLIPS, Slip(id="same", jar=jar.id, coins=1))
        return Outcome(Dropped(coins=1), (Put(JARS, jar), row))

    rule = Rule("appends", Dropped, lambda one, _: [JARS.key(one.body.jar)], appends)
    store = await open_store()
    commands = [command(rule, Drop(jar=f"j{n}", slip="x"), f"k{n}") for n in (1, 2, 3)]
    async with asyncio.timeout(3):
        results = await asyncio.gather(
            *(store.apply(one) for one in commands), return_exceptions=True
        )
        assert (await store.apply(drop("next", jar="j2"))).answer == Dropped(coins=1)
    assert [type(one) for one in results] == [Answered, RuleError, RuleError]


async def test_ten_thousand_answers_leave_nothing_behind(
    open_store: OpenStore, database: Any
) -> None:
    store = await open_store(queue_max=500)
    await store.apply(drop("first"))
    before = len(asyncio.all_tasks())
    for _ in range(10):
        await asyncio.gather(*(store.apply(drop("same", key="same")) for _ in range(1_000)))
    assert not store._batcher._open
    # A few more: the driver looks after its connections in tasks of its own.
    assert len(asyncio.all_tasks()) < before + 10


async def test_a_hot_account_of_two_processes_starves_nobody(
    open_store: OpenStore, database: Any
) -> None:
    stores = [await open_store() for _ in range(2)]
    commands = [drop(f"s{n}", jar="j1" if n % 3 else "j2") for n in range(300)]
    answers = await asyncio.gather(*(stores[n % 2].apply(one) for n, one in enumerate(commands)))
    assert all(isinstance(one.answer, Dropped) for one in answers)
    assert database.slips.count_documents({}) == 300


async def test_one_poisoned_document_among_512_costs_few_attempts(
    open_store: OpenStore, database: Any
) -> None:
    database.command("collMod", "slips", validator={"coins": {"$lt": 100}})
    store = await open_store()
    commands = [drop(f"s{n}", jar=f"j{n % 4 + 1}") for n in range(511)]
    commands.insert(300, drop("bad", coins=100))
    results = await asyncio.gather(*(store.apply(one) for one in commands), return_exceptions=True)
    assert [n for n, one in enumerate(results) if isinstance(one, Exception)] == [300]
    assert store.stats.batches + store.stats.bisections < 25


async def test_who_needs_one_load_too_many_fails_alone(
    open_store: OpenStore, database: Any
) -> None:
    def chain(length: int) -> Rule[Any, Any]:
        def needs(_one: Command[Drop], view: View) -> Any:
            yield JARS.key("j1")
            for n in range(1, length):
                if view.peek(JARS, f"j{n}") is not None:
                    yield JARS.key(f"j{n + 1}")

        def decide(_one: Command[Drop], view: View) -> Outcome[Dropped]:
            last = view.get(JARS, f"j{length}")
            assert last is not None
            return Outcome(Dropped(coins=1), (Put(JARS, last),))

        return Rule(f"chain {length}", Dropped, needs, decide)

    more = [Jar(id=f"j{n}") for n in range(5, ROUNDS_MAX + 2)]
    database[JARS.name].insert_many([JARS.encode(one) for one in more])
    store = await open_store()
    body = Drop(jar="j1", slip="any")
    enough, too_many = await asyncio.gather(
        store.apply(command(chain(ROUNDS_MAX), body, "enough")),
        store.apply(command(chain(ROUNDS_MAX + 1), body, "too many")),
        return_exceptions=True,
    )
    assert enough == Answered(Dropped(coins=1))
    assert isinstance(too_many, RuleError)


async def test_nobody_can_fill_the_queue_from_one_locked_account(
    open_store: OpenStore, database: Any
) -> None:
    store = await open_store(queue_max=40)
    with Locked(database, "j1"):
        stuck = [asyncio.ensure_future(store.apply(drop(f"s{n}"))) for n in range(40)]
        await until(lambda: store.stats.aside >= 1)
        assert isinstance((await store.apply(drop("more"))).answer, Overloaded | Busy)
    assert {type((await one).answer) for one in stuck} == {Dropped}
    assert isinstance((await store.apply(drop("later"))).answer, Dropped)


async def test_a_command_that_gave_up_in_the_queue_is_never_served(
    open_store: OpenStore, database: Any
) -> None:
    store = await open_store(wait_s_max=0.05, deadline_s=0.3, batch_max=1)
    with Locked(database, "j1"):
        answers = await asyncio.gather(*(store.apply(drop(f"s{n}")) for n in range(30)))
    told_no = [n for n, one in enumerate(answers) if isinstance(one.answer, Busy | Overloaded)]
    assert told_no
    await store.apply(drop("after", jar="j2"))
    await store.close()
    found = {raw["_id"] for raw in database.slips.find()}
    assert not found & {f"s{n}" for n in told_no}


async def test_closing_waits_for_the_lanes_too(open_store: OpenStore, database: Any) -> None:
    store = await open_store()
    with Locked(database, "j1"):
        stuck = [asyncio.ensure_future(store.apply(drop(f"s{n}"))) for n in range(3)]
        await until(lambda: store.stats.aside >= 1)
        closing = asyncio.ensure_future(store.close())
        await asyncio.sleep(0)
    await closing
    assert [(await one).answer for one in stuck] == [Dropped(coins=n) for n in (1, 2, 3)]


async def test_closing_ends_at_the_deadline_whatever_is_locked(
    open_store: OpenStore, database: Any
) -> None:
    store = await open_store(deadline_s=0.3)
    with Locked(database, "j1"):
        stuck = asyncio.ensure_future(store.apply(drop("s1")))
        await until(lambda: store.stats.aside >= 1)
        async with asyncio.timeout(5):
            await store.close()
        # Unknown, if the deadline comes while an attempt is under way.
        assert isinstance((await stuck).answer, Busy | OutcomeUnknown)
    assert database.slips.find_one({"_id": "s1"}) is None


@pytest.mark.parametrize("tries", [0, 5_000])
async def test_a_pause_stays_short_however_long_the_outage(tries: int) -> None:
    async with asyncio.timeout(1):
        await pause(tries)


def signed(slip: str, jar: str) -> Command[Any]:
    return command(SIGNED_DROP, Drop(jar=jar, slip=slip), slip)


async def until(true: Any) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.005)
