"""Two batches on their way at once: order per key as if there were one, and nobody is forgotten."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import pytest

from service.store.collection import Key
from service.store.path import lanes, settle
from service.store.path.command import Answered, Command
from service.store.path.fault import Conflict, Unavailable
from service.store.path.flights import Flight, Flights
from service.store.path.pending import Pending
from service.store.path.refusals import Busy
from tests.store.path.conftest import Locked, OpenStore
from tests.store.path.sky import DONE, Sky, ticks, whims
from tests.store.path.toy import MOVE, Drop, Dropped, JarShort, Move, command, drop

FAULTS = (Conflict("fault"), Conflict("fault"), Unavailable("fault"))


def pending(number: int, *keys: str) -> Pending:
    one = Pending(drop(f"{number}"), number, 0.0, asyncio.get_running_loop().create_future())
    one.keys.update(Key("accounts", key) for key in keys)
    return one


def line(one: Pending) -> set[Key]:
    return one.keys


class Field:
    """Flights without batcher or database, and who was given back."""

    def __init__(self, *, apart: bool = True) -> None:
        self.back: list[int] = []
        self.flights = Flights(self._give_back, apart=apart)

    def _give_back(self, followers: Sequence[Pending]) -> None:
        self.back += [one.number for one in followers]

    def fly(self, *batch: Pending) -> Flight:
        """A flight that has loaded: it holds what it may hold."""
        flight = self.flights.take_off(batch)
        self.load(flight, *batch)
        return flight

    def load(self, flight: Flight, *batch: Pending) -> None:
        flight.hold(batch, flight.ahead(), line)


async def test_who_touches_what_a_follower_touches_follows_too() -> None:
    field = Field()
    first = field.fly(pending(1, "a"))
    batch = [pending(2, "b"), pending(3, "a", "c"), pending(4, "c", "d"), pending(5, "d")]
    second = field.fly(*batch)
    assert second.mine(batch) == batch[:1]
    field.flights.land(second)
    assert not field.back
    field.flights.land(first)
    assert field.back == [3, 4, 5]


async def test_a_flight_that_landed_during_the_load_gives_its_followers_back_at_once() -> None:
    field = Field()
    first = field.fly(pending(1, "a"))
    late = pending(2, "a")
    second = field.flights.take_off([late])
    ahead = second.ahead()
    field.flights.land(first)
    second.hold([late], ahead, line)
    assert field.back == [2]
    assert not second.mine([late])


async def test_who_was_given_back_after_a_take_off_still_goes_first() -> None:
    field = Field()
    first = field.fly(pending(1, "a"))
    field.fly(pending(2, "a", "b"))
    later = pending(3, "b")
    third = field.flights.take_off([later])
    field.flights.land(first)
    field.load(third, later)
    assert field.back == [2, 3]


async def test_a_second_part_does_not_overtake_whom_the_first_part_let_follow() -> None:
    field = Field()
    halves = [pending(1, "a"), pending(2, "a")]
    first = field.fly(*halves)
    second = field.fly(pending(3, "b"))
    halves[0].keys.add(Key("accounts", "b"))  # as another process has changed what it reads
    field.load(first, halves[0])
    field.flights.land(second)
    field.load(first, halves[1])
    assert field.back == [1, 2]


async def test_a_flight_is_clear_when_the_keys_of_all_who_wait_are_known() -> None:
    field = Field()
    batch = [pending(1, "a"), pending(2, "b"), pending(3, "c")]
    flight = field.flights.take_off(batch)
    field.load(flight, batch[0])
    assert not flight.clear.is_set()
    batch[1].future.cancel()
    field.load(flight, batch[2])
    assert flight.clear.is_set()


async def test_who_follows_a_flight_that_it_once_was_part_of_is_not_served_by_it() -> None:
    field = Field()
    first = field.fly(pending(1, "a"))
    bounced = pending(3, "a", "b")
    second = field.fly(pending(2, "b"), bounced)
    field.flights.land(first)
    field.fly(bounced)
    assert not second.mine(second.batch[1:])
    field.flights.land(second)
    assert field.back == [3, 3]


async def test_not_apart_nobody_waits_and_nobody_follows() -> None:
    field = Field(apart=False)
    field.fly(pending(1, "a"))
    same = pending(2, "a")
    second = field.flights.take_off([same])
    assert second.clear.is_set()
    field.load(second, same)
    assert second.mine([same]) == [same]


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


def in_arrival_order(commands: Sequence[Command[Any]], coins: dict[str, int]) -> list[Any]:
    """The answers if each command were alone in the world."""
    answers: list[Any] = []
    for body in (one.body for one in commands):
        if isinstance(body, Drop):
            coins[body.jar] += body.coins
            answers.append(Dropped(coins=coins[body.jar]))
        elif coins[body.source] < body.coins:
            answers.append(JarShort(coins=coins[body.source], wanted=body.coins))
        else:
            coins[body.source] -= body.coins
            coins[body.target] += body.coins
            answers.append(Dropped(coins=coins[body.source]))
    return answers


def any_command(chance: random.Random, name: str) -> Command[Any]:
    source, target = chance.sample(["j1", "j2", "j3", "j4"], 2)
    coins = chance.randint(1, 3)
    if chance.random() < 0.6:
        return drop(name, jar=source, coins=coins)
    return command(MOVE, Move(source=source, target=target, coins=coins), name)


@pytest.mark.parametrize("seed", range(3))
async def test_the_answers_of_a_real_server_are_those_of_the_order_of_arrival(
    open_store: OpenStore, database: Any, seed: int
) -> None:
    """Also while another process changes jars, so that batches conflict, are split, and wait."""
    chance = random.Random(seed)
    store = await open_store(share_min=chance.choice([2, 4, 8]), in_flight_max=2 + seed)
    commands = [any_command(chance, f"c{n}") for n in range(240)]
    sent = []
    with Locked(database, "j1"):
        for n, one in enumerate(commands[:60]):
            sent.append(asyncio.ensure_future(store.apply(one)))
            await asyncio.sleep(0.001 if n % 8 == 0 else 0)
        async with asyncio.timeout(5):
            while not store.stats.aside:
                await asyncio.sleep(0.001)
    for n, one in enumerate(commands[60:]):
        sent.append(asyncio.ensure_future(store.apply(one)))
        await asyncio.sleep(0.001 if n % 8 == 0 else 0)
        if n % 20 == 10:
            jar, change = {"_id": f"j{n // 20 % 4 + 1}"}, {"$inc": {"version": 1}}
            await asyncio.to_thread(database.accounts.update_one, jar, change)
    answers = [(await one).answer for one in sent]
    coins = dict.fromkeys(("j1", "j2", "j3", "j4"), 0)
    assert answers == in_arrival_order(commands, coins)
    assert {raw["_id"]: raw["coins"] for raw in database.accounts.find()} == coins
    assert store.stats.conflicts > 0
