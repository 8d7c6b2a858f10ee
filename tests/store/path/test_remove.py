"""What is removed is gone for everybody at once, and nobody writes to it afterwards."""

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest

from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Put, Remove, Rule
from service.store.path.decide import decide_batch
from service.store.path.state import RuleError, State, View
from service.store.path.turn import Turn
from tests.store.path.conftest import OpenStore
from tests.store.path.toy import (
    DROP,
    JARS,
    SLIPS,
    Drop,
    Dropped,
    Jar,
    JarMissing,
    Slip,
    command,
    drop,
    drop_needs,
)


def smash_decide(one: Command[Drop], view: View) -> Outcome[Dropped]:
    """The jar and the slip are no more."""
    jar, slip = view.get(JARS, one.body.jar), view.get(SLIPS, one.body.slip)
    if jar is None:
        return Outcome(JarMissing(jar=one.body.jar))
    gone = (Remove(JARS, jar.id),) + (() if slip is None else (Remove(SLIPS, slip.id),))
    return Outcome(Dropped(coins=jar.coins), gone) if slip else _kept(one, jar)


def _kept(one: Command[Drop], jar: Jar) -> Outcome[Dropped]:
    made = Slip(id=one.body.slip, jar=jar.id, coins=0)
    return Outcome(Dropped(coins=jar.coins), (Remove(JARS, jar.id), Insert(SLIPS, made)))


def refill_decide(one: Command[Drop], view: View) -> Outcome[Dropped]:
    """A coin into the jar, which is made if there is none."""
    jar, slip = view.get(JARS, one.body.jar), view.get(SLIPS, one.body.slip)
    if jar is None:
        made = Jar(id=one.body.jar, coins=one.body.coins)
        written = () if slip else (Insert(SLIPS, Slip(id=one.body.slip, jar=made.id, coins=1)),)
        return Outcome(Dropped(coins=made.coins), (Insert(JARS, made), *written))
    more = replace_coins(jar, jar.coins + one.body.coins)
    written = () if slip else (Insert(SLIPS, Slip(id=one.body.slip, jar=jar.id, coins=1)),)
    return Outcome(Dropped(coins=more.coins), (Put(JARS, more), *written))


def replace_coins(jar: Jar, coins: int) -> Jar:
    return Jar(id=jar.id, version=jar.version, coins=coins, lid=jar.lid)


SMASH = Rule("smash", Dropped, drop_needs, smash_decide)
REFILL = Rule("refill", Dropped, drop_needs, refill_decide)


def smash(slip: str, jar: str = "j1") -> Command[Any]:
    return command(SMASH, Drop(jar=jar, slip=slip), f"smash-{slip}-{jar}")


def refill(slip: str, jar: str = "j1") -> Command[Any]:
    return command(REFILL, Drop(jar=jar, slip=slip), f"refill-{slip}-{jar}")


async def test_it_is_gone_and_can_come_again(open_store: OpenStore, database: Any) -> None:
    store = await open_store()
    await store.apply(drop("s1"))
    assert (await store.apply(smash("s1"))).answer == Dropped(coins=1)
    assert database.accounts.count_documents({"_id": "j1"}) == 0
    assert database.slips.count_documents({}) == 0
    assert (await store.apply(drop("s2"))).answer == JarMissing(jar="j1")
    assert (await store.apply(refill("s1"))).answer == Dropped(coins=1)
    assert database.slips.count_documents({"_id": "s1"}) == 1


async def test_a_batch_mate_may_make_it_anew(open_store: OpenStore, database: Any) -> None:
    """Under the same ids, guarded or not; and make it and lose it again, all in one batch."""
    store = await open_store()
    await store.apply(drop("s1"))
    steps = (smash("s1"), refill("s1"), refill("s5", "j5"), smash("s5", "j5"))
    answers = await asyncio.gather(*map(store.apply, steps))
    assert [one.answer for one in answers[:2]] == [Dropped(coins=1), Dropped(coins=1)]
    assert store.stats.batches <= 3
    assert database.accounts.find_one({"_id": "j1"})["coins"] == 1
    assert database.accounts.count_documents({"_id": "j5"}) == 0
    assert database.slips.count_documents({}) == 1


@pytest.mark.parametrize("round_", range(3))
async def test_of_those_who_remove_and_those_who_write_none_is_lost(
    open_store: OpenStore, database: Any, round_: int
) -> None:
    """Two processes: every coin that anybody was told of is seen by who breaks the jar."""
    one, two = await open_store(), await open_store()
    drops = [drop(f"s{n}") for n in range(40)]
    smashes = [smash(f"x{n}") for n in range(3)]
    sent = [*drops[:20], smashes[0], *drops[20:30], smashes[1], *drops[30:], smashes[2]]
    answers = await asyncio.gather(
        *((one if n % 2 else two).apply(each) for n, each in enumerate(sent))
    )
    broken = [
        a.answer.coins
        for a, s in zip(answers, sent, strict=True)
        if s.rule is SMASH and isinstance(a.answer, Dropped)
    ]
    dropped = sum(
        isinstance(a.answer, Dropped) for a, s in zip(answers, sent, strict=True) if s.rule is DROP
    )
    assert broken == [dropped]
    assert database.accounts.count_documents({"_id": "j1"}) == 0


def state_of(*docs: tuple[Key, Any]) -> State:
    state = State()
    for key, doc in docs:
        state.learn(key, doc)
    return state


def tried(effects: tuple[Any, ...], *, read: bool = True, there: bool = True) -> Turn:
    def decided(one: Command[Drop], view: View) -> Outcome[Dropped]:
        if read:
            view.get(JARS, "j1")
        return Outcome(Dropped(coins=0), effects)

    def needs(_one: Command[Drop], _view: View) -> Iterable[Key]:
        yield JARS.key("j1")

    turn = Turn(command(Rule("odd", Dropped, needs, decided), Drop(jar="j1", slip="s"), None))
    state = state_of((JARS.key("j1"), Jar(id="j1") if there else None))
    decide_batch([turn], state, "attempt-1")
    return turn


@pytest.mark.parametrize(
    "turn",
    [
        tried((Remove(JARS, "j1"),), read=False),
        tried((Remove(JARS, "j1"), Remove(JARS, "j1"))),
        tried((Remove(JARS, "j1"), Put(JARS, Jar(id="j1")))),
        tried((Put(JARS, Jar(id="j1")), Remove(JARS, "j1"))),
        tried((Remove(JARS, "j1"), Insert(JARS, Jar(id="j1")))),
        tried((Remove(JARS, "j1"),), there=False),
        tried((Remove(JARS, "j2"),)),
    ],
)
def test_a_rule_may_remove_once_what_it_has_read_and_found(turn: Turn) -> None:
    assert isinstance(turn.failure, RuleError)


def test_a_replay_of_a_removal_is_its_answer() -> None:
    first, again = smash("s1"), smash("s1")
    turns = [Turn(first), Turn(again)]
    keys = {*SMASH.needs(first, View(State()))}
    state = state_of(
        *((key, Jar(id="j1", coins=3) if key == JARS.key("j1") else None) for key in keys)
    )
    record = turns[0].record
    assert record is not None
    state.learn(Key("idempotency", record), None)
    decide_batch(turns, state, "attempt-1")
    assert [turn.answered.answer for turn in turns if turn.answered] == [Dropped(coins=3)] * 2
    assert turns[1].answered is not None
