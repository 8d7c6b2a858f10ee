"""Leased limits of several processes on one database, each process being a `Leases` of its own."""

import asyncio
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from service.http.limits.leases import PAUSE_S, Leases
from service.limits.rate import Rate
from service.limits.slabs import undershoot
from service.store.connect import connect
from service.store.counters import Counted, Counters
from service.store.store import Store
from tests.store.servers import start

AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
RATE = Rate(times=1_000, seconds=60)


class Watched(Counters):
    """Real counters that remember how often the database was asked."""

    asked = 0

    async def count(self, *args: Any, **options: Any) -> Counted:
        self.asked += 1
        return await super().count(*args, **options)


@pytest.fixture
async def store(mongo_url: str, database_name: str) -> AsyncIterator[Store]:
    opened = await connect(mongo_url, database_name)
    yield opened
    await opened.close()


async def passes(leases: Leases, key: str = "alice", at: datetime = AT, rate: Rate = RATE) -> bool:
    taken = await leases.take("calls", key, rate, at)
    assert taken is not None
    return taken[0]


async def test_an_ordinary_call_writes_nothing(store: Store) -> None:
    counters = Watched(store)
    leases = Leases(counters)
    for _ in range(20):
        assert await passes(leases)
    assert counters.asked == 1  # a slab is a fiftieth
    for _ in range(980):
        assert await passes(leases)
    assert counters.asked < 80  # the last slabs are small
    asked = counters.asked
    for _ in range(100):
        assert not await passes(leases)
    assert counters.asked == asked  # who is refused costs nothing either


async def test_who_finds_an_empty_slab_waits_for_one_refill(store: Store) -> None:
    counters = Watched(store)
    leases = Leases(counters)
    assert all(await asyncio.gather(*(passes(leases) for _ in range(20))))
    assert counters.asked == 1
    assert all(await asyncio.gather(*(passes(leases) for _ in range(60))))
    assert counters.asked == 4


async def test_one_process_lets_exactly_the_limit_through(store: Store) -> None:
    leases = Leases(Watched(store))
    passed = await asyncio.gather(*(passes(leases) for _ in range(1_200)))
    assert sum(passed) == RATE.times == 1_000


@pytest.mark.parametrize("processes", [2, 4, 8])
async def test_several_processes_never_go_over_and_stay_within_what_is_stated(
    store: Store, processes: int
) -> None:
    chance = random.Random(processes)
    several = [Leases(Watched(store)) for _ in range(processes)]
    passed = 0
    while await passes(chance.choice(several)):
        passed += 1
    stated = undershoot(RATE, processes=processes)
    assert RATE.times - stated <= passed <= RATE.times
    rest = [await passes(each) for each in several for _ in range(50)]
    assert passed + sum(rest) == RATE.times  # what lay unused is used up after all


async def test_the_slab_of_a_dead_process_is_lost_with_the_window(store: Store) -> None:
    dead, heir = Leases(Watched(store)), Leases(Watched(store))
    assert await passes(dead)
    passed = 1
    while await passes(heir):
        passed += 1
    assert passed == RATE.times - 19 >= RATE.times - undershoot(RATE, processes=1, lost=1)
    later = AT + timedelta(seconds=60)
    assert await passes(heir, at=later)


async def test_a_window_begins_anew_and_callers_are_apart(store: Store) -> None:
    leases, few = Leases(Watched(store)), Rate(times=25, seconds=60)
    for at in (AT, AT + timedelta(seconds=60), AT + timedelta(days=1)):
        assert [await passes(leases, at=at, rate=few) for _ in range(26)] == [True] * 25 + [False]
    assert await passes(leases, "bob", at=AT + timedelta(days=1), rate=few)


async def test_what_is_told_is_what_is_left(store: Store) -> None:
    leases = Leases(Watched(store))
    taken = [await leases.take("calls", "alice", RATE, AT) for _ in range(3)]
    told = [(each[1].left, each[1].resets_s) for each in taken if each is not None]
    assert told == [(999, 60), (998, 60), (997, 60)]
    half = await leases.take("calls", "alice", RATE, AT + timedelta(seconds=59, milliseconds=999))
    assert half is not None
    assert (half[1].left, half[1].resets_s) == (996, 1)


async def test_memory_is_bounded_and_who_is_forgotten_leases_again(store: Store) -> None:
    counters = Watched(store)
    leases = Leases(counters, kept_max=10)
    for number in range(100):
        assert await passes(leases, f"caller-{number}")
    assert len(leases._windows) == 10
    assert await passes(leases, "caller-99")
    assert counters.asked == 100
    assert await passes(leases, "caller-0")
    assert counters.asked == 101


@pytest.mark.parametrize("steps", [1, 2, 3, 5, 10])
async def test_a_cancelled_refill_keeps_nobody_waiting(store: Store, steps: int) -> None:
    leases = Leases(Watched(store))
    waiting = [asyncio.create_task(passes(leases)) for _ in range(5)]
    for _ in range(steps):
        await asyncio.sleep(0)
    waiting[0].cancel()  # the others wait for its refill
    done = await asyncio.wait_for(asyncio.gather(*waiting, return_exceptions=True), 10)
    assert done[1:] == [True] * 4


@pytest.mark.slow
async def test_without_a_database_callers_pass_and_do_not_wait_in_turn(data_dir: Path) -> None:
    server = start(data_dir)
    seconds = [0.0]
    try:
        store = await connect(server.url, "leases")
        counters = Watched(store)
        leases = Leases(counters, clock=lambda: seconds[0])
        seconds[0] = 100.0
        assert await passes(leases)
        server.stop()
        for _ in range(19):
            assert await passes(leases)  # out of the slab
        asked, loop = counters.asked, asyncio.get_running_loop()
        begun = loop.time()
        taken = await asyncio.gather(*(leases.take("calls", "alice", RATE, AT) for _ in range(50)))
        assert taken == [None] * 50
        assert loop.time() - begun < 4
        assert counters.asked == asked + 1
        seconds[0] += PAUSE_S
        assert await leases.take("calls", "alice", RATE, AT) is None
        assert counters.asked == asked + 2
        await store.close()
    finally:
        server.stop()
