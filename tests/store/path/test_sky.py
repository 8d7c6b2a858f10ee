"""The batcher over a database that the test controls: faults, deadlines and order of arrival."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import pytest

from service.store.path import lanes, settle
from service.store.path.command import Answered
from service.store.path.fault import Conflict, Unavailable
from service.store.path.refusals import Busy
from service.store.path.turn import Turn
from tests.store.path.sky import DONE, Sky, ticks, whims

FAULTS = (Conflict("fault"), Conflict("fault"), Unavailable("fault"))


@pytest.fixture
async def make_sky(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Callable[..., Sky]]:
    """Skies without pauses between tries; closes them at the end, within a second."""
    for module in (settle, lanes):
        monkeypatch.setattr(module, "pause", lambda _tries: ticks(1))
    skies: list[Sky] = []

    def make(**limits: Any) -> Sky:
        skies.append(Sky(**limits))
        return skies[-1]

    yield make
    async with asyncio.timeout(1):
        await asyncio.gather(*(sky.batcher.close() for sky in skies))


class Gate:
    """Holds up the step of those whom it names, until it opens."""

    def __init__(self, *names: str) -> None:
        self.names, self.reached, self.opened = set(names), asyncio.Event(), asyncio.Event()

    async def __call__(self, names: set[str]) -> None:
        if self.names & names:
            self.reached.set()
            await self.opened.wait()


async def in_time(*answers: "asyncio.Task[Answered[Any]]") -> list[Any]:
    async with asyncio.timeout(5):
        return await asyncio.gather(*answers, return_exceptions=True)


async def test_the_next_batch_is_served_while_one_is_written(make_sky: Any) -> None:
    sky = make_sky()
    sky.writing = gate = Gate("slow")
    slow = sky.send("slow", "a")
    await gate.reached.wait()
    assert await in_time(sky.send("other", "b")) == [DONE]
    gate.opened.set()
    await in_time(slow)
    assert sky.served == ["other", "slow"]


async def test_followers_wait_quietly_and_load_once_more(make_sky: Any) -> None:
    sky = make_sky()
    sky.writing = gate = Gate("1")
    waiting = [sky.send("1", "a")]
    await gate.reached.wait()
    waiting.append(sky.send("2", "a"))
    await ticks(50)
    assert sky.loads == [["1"], ["2"]]
    gate.opened.set()
    assert await in_time(*waiting) == [DONE, DONE]
    assert sky.loads == [["1"], ["2"], ["2"]]
    assert sky.batcher.stats.batches == 2


async def test_a_follower_that_is_late_is_told_so_and_never_served(make_sky: Any) -> None:
    sky = make_sky(deadline_s=0.05)
    sky.writing = gate = Gate("1")
    waiting = [sky.send("1", "a")]
    await gate.reached.wait()
    waiting.append(sky.send("2", "a"))
    assert (await in_time(*waiting))[1] == Answered(Busy())
    gate.opened.set()
    await in_time(sky.send("3", "a"))
    assert sky.served == ["1", "3"]


async def test_closing_answers_those_who_follow(make_sky: Any) -> None:
    sky = make_sky()
    sky.writing = gate = Gate("1")
    waiting = [sky.send("1", "a"), sky.send("2", "a", "b"), sky.send("3", "b")]
    await gate.reached.wait()
    closing = asyncio.ensure_future(sky.batcher.close())
    await ticks(20)
    assert not closing.done()
    gate.opened.set()
    assert await in_time(*waiting, closing) == [DONE, DONE, DONE, None]


async def test_a_load_that_never_succeeds_keeps_the_next_flight_until_the_deadline(
    make_sky: Any,
) -> None:
    sky = make_sky(batch_max=1, deadline_s=0.05)

    async def outage(names: set[str]) -> None:
        if "bad" in names:
            raise Unavailable("no primary")

    sky.loading = outage
    assert await in_time(sky.send("bad", "a")) == [Answered(Busy())]
    assert await in_time(sky.send("good", "a")) == [DONE]


async def test_those_behind_who_cannot_load_are_not_overtaken(make_sky: Any) -> None:
    sky = make_sky(share_min=4)

    async def unreadable(names: set[str]) -> None:
        await ticks(3)
        if "bad" in names:
            raise ValueError("not a jar")

    sky.loading = unreadable
    sent = [sky.send("1", "a"), sky.send("bad", "b"), sky.send("3", "c"), sky.send("4", "d")]
    sent += [sky.send("5", "c", "d"), sky.send("6", "d")]
    results = await in_time(*sent)
    assert [type(one) for one in results].index(ValueError) == 1
    assert sky.served_on("c") == ["3", "5"]
    assert sky.served_on("d") == ["4", "5", "6"]


async def test_who_cannot_load_does_not_overtake_by_way_of_a_lane(make_sky: Any) -> None:
    sky = make_sky()
    sky.writing = gate = Gate("1")
    faults = [Conflict("load") for _ in range(settle.CONFLICT_TRIES)]

    async def conflicts(names: set[str]) -> None:
        if "2" in names and faults:
            raise faults.pop()

    sky.loading = conflicts
    waiting = [sky.send("1", "a")]
    await gate.reached.wait()
    waiting.append(sky.send("2", "a"))
    await ticks(50)
    gate.opened.set()
    assert await in_time(*waiting) == [DONE, DONE]
    assert sky.served == ["1", "2"]
    assert not faults


async def test_what_a_follower_found_before_its_time_does_not_count(
    make_sky: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sky = make_sky()
    sky.writing = gate = Gate("1")
    attempt = sky.attempt

    async def too_early(turns: Sequence[Turn], **how: Any) -> None:
        for turn in turns:
            if turn.command.body.slip == "2" and not gate.opened.is_set():
                turn.failure = ValueError("no such jar yet")
        await attempt(turns, **how)

    monkeypatch.setattr(sky, "attempt", too_early)
    waiting = [sky.send("1", "a")]
    await gate.reached.wait()
    waiting += [sky.send("2", "a"), sky.send("who goes", "b")]
    await ticks(20)
    gate.opened.set()
    assert await in_time(*waiting) == [DONE, DONE, DONE]


async def test_the_fault_of_one_who_gave_up_is_nobody_elses(make_sky: Any) -> None:
    sky = make_sky()
    bad, good = sky.send("bad", "a"), sky.send("good", "a")

    async def unreadable(names: set[str]) -> None:
        if "bad" in names:
            bad.cancel()
            await ticks(2)
            raise ValueError("not a jar")

    sky.loading = unreadable
    assert (await in_time(bad, good))[1] == DONE


@pytest.mark.parametrize("apart", [True, False])
async def test_only_apart_do_two_on_one_account_wait_for_each_other(
    make_sky: Any, apart: bool
) -> None:
    sky = make_sky(batch_max=1, in_flight_max=8, apart=apart)
    sky.writing = gate = Gate("1", "2")
    waiting = [sky.send("1", "a"), sky.send("2", "a")]
    await gate.reached.wait()
    await ticks(20)
    gate.opened.set()
    assert await in_time(*waiting) == [DONE, DONE]
    assert sky.stale == (0 if apart else 1)


@pytest.mark.parametrize(
    ("count", "sizes"), [(3, [3]), (40, [32, 8]), (100, [50, 50]), (700, [300, 300, 100])]
)
async def test_two_flights_share_what_is_open(make_sky: Any, count: int, sizes: list[int]) -> None:
    sky = make_sky(batch_max=300)
    await in_time(*(sky.send(f"{n}", f"{n}") for n in range(count)))
    assert [len(names) for names in sky.loads] == sizes


@pytest.mark.parametrize("seed", range(80))
async def test_any_mix_keeps_the_order_of_every_key_and_loses_nobody(
    make_sky: Any, seed: int
) -> None:
    chance = random.Random(seed)
    sky = make_sky(
        batch_max=chance.choice([1, 3, 8, 64]),
        in_flight_max=chance.choice([1, 2, 2, 3, 5]),
        share_min=chance.choice([1, 2, 8]),
    )
    sky.loading = whims(chance, FAULTS, chance.choice([0, 0, 0.1, 0.4]))
    sky.writing = whims(chance, FAULTS, chance.choice([0, 0, 0.1, 0.3]))
    letters = "abcdefgh"[: chance.choice([3, 4, 8])]
    leaving = chance.choice([0, 0, 0.1])
    sent = []
    for n in range(80):
        sent.append(sky.send(f"{n}", *chance.sample(letters, chance.choice([1, 1, 1, 2, 3]))))
        await ticks(chance.choice([0, 0, 1, 1, 5]))
        if chance.random() < leaving:
            chance.choice(sent).cancel()
    results = await in_time(*sent)
    answered = {f"{n}" for n, one in enumerate(results) if one == DONE}
    gone = {f"{n}" for n, one in enumerate(results) if isinstance(one, asyncio.CancelledError)}
    assert answered | gone == {f"{n}" for n in range(80)}
    assert answered <= set(sky.served)
    assert len(sky.served) == len(set(sky.served))
    assert not sky.stale
    for letter in letters:
        in_order = [int(name) for name in sky.served_on(letter)]
        assert in_order == sorted(in_order)
