"""Lanes with an attempt that the test controls: order per key, nobody lost, nobody served late."""

import asyncio
import random
from collections.abc import Sequence
from typing import Any

import pytest

from service.store.collection import Key
from service.store.path.command import Answered
from service.store.path.fault import Conflict
from service.store.path.lanes import Lanes
from service.store.path.pending import Pending
from tests.store.path.toy import Dropped, drop

DONE = Answered(Dropped(coins=0))


def pending(name: str, *keys: str) -> Pending:
    loop = asyncio.get_running_loop()
    one = Pending(drop(name), 0, loop.time(), loop.create_future())
    one.keys.update(Key("accounts", key) for key in keys)
    return one


class Bench:
    """Lanes over locks that the test opens; notes who was served, and what was tried."""

    def __init__(self, *locked: str, batch_max: int = 8) -> None:
        self.locked = set(locked)
        self.poisoned: set[str] = set()
        self.served: list[str] = []
        self.attempts = 0
        self.lanes = Lanes(self.attempt, batch_max)

    async def attempt(self, batch: Sequence[Pending]) -> None:
        self.attempts += 1
        assert all(one.waits for one in batch)
        await asyncio.sleep(0)
        names = {key.id for one in batch for key in one.keys}
        if names & self.locked:
            raise Conflict("locked")
        if self.poisoned & {one.command.body.slip for one in batch}:
            raise RuntimeError("poison")
        for one in [one for one in batch if one.waits]:
            self.served.append(one.command.body.slip)
            one.answer(DONE)

    def put(self, name: str, *keys: str) -> Pending:
        one = pending(name, *keys)
        self.lanes.put(one, one.keys)
        return one


async def answers(*waiting: Pending) -> list[Any]:
    async with asyncio.timeout(10):
        futures = (one.future for one in waiting)
        return await asyncio.gather(*futures, return_exceptions=True)


async def test_one_who_gave_up_does_not_let_those_behind_overtake_the_other_lane() -> None:
    bench = Bench("a", "b")
    on_a, on_b = bench.put("on a", "a"), bench.put("on b", "b")
    both = bench.put("both", "a", "b")
    behind = bench.put("behind", "b")
    both.future.cancel()
    bench.locked.remove("a")
    await answers(on_a)
    for _ in range(20):
        await asyncio.sleep(0.01)
    assert bench.served == ["on a"]
    bench.locked.clear()
    await answers(on_b, behind)
    assert bench.served == ["on a", "on b", "behind"]


async def test_a_poisoned_command_in_a_long_lane_costs_few_attempts() -> None:
    bench = Bench("a", batch_max=512)
    waiting = [bench.put(f"{n}", "a") for n in range(512)]
    bench.poisoned = {"300"}
    bench.locked.clear()
    results = await answers(*waiting)
    assert [n for n, one in enumerate(results) if isinstance(one, RuntimeError)] == [300]
    assert bench.served == [f"{n}" for n in range(512) if n != 300]
    assert bench.attempts < 80


async def test_a_lane_is_bounded_and_says_that_nothing_was_done() -> None:
    bench = Bench("a")
    waiting = [bench.put(f"{n}", "a") for n in range(2000)]
    refused = [one for one in waiting if not one.waits]
    assert len(refused) > 1000
    bench.locked.clear()
    await answers(*waiting)
    assert len(bench.served) == 2000 - len(refused)


@pytest.mark.parametrize("seed", range(40))
async def test_any_mix_keeps_the_order_of_every_key_and_loses_nobody(seed: int) -> None:
    chance = random.Random(seed)
    bench = Bench(*"abcde", batch_max=chance.choice([1, 3, 64]))
    waiting: list[Pending] = []
    gave_up: set[str] = set()
    for n in range(60):
        waiting.append(bench.put(f"{n}", *chance.sample("abcdef", chance.choice([1, 1, 1, 2, 3]))))
        if chance.random() < 0.2 and (one := chance.choice(waiting)).waits:
            gave_up.add(one.command.body.slip)
            one.future.cancel()
        if chance.random() < 0.1:
            bench.poisoned.add(f"{n}")
        if chance.random() < 0.3:
            bench.locked = set(chance.sample("abcde", 3))
            await asyncio.sleep(0)
    bench.locked.clear()
    await answers(*waiting)
    assert not gave_up & set(bench.served)
    assert {f"{n}" for n in range(60)} == gave_up | bench.poisoned | set(bench.served)
    for key in "abcdef":
        mine = {one.command.body.slip for one in waiting if Key("accounts", key) in one.keys}
        in_order = [int(name) for name in bench.served if name in mine]
        assert in_order == sorted(in_order)
    assert not bench.lanes.held()
