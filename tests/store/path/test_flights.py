"""Two batches on their way at once: order per key as if there were one, and nobody is forgotten."""

import asyncio
import random
from collections.abc import Sequence
from typing import Any

import pytest

from service.store.collection import Key
from service.store.path.command import Command
from service.store.path.flights import Flight, Flights
from service.store.path.pending import Pending
from tests.store.path.conftest import Locked, OpenStore
from tests.store.path.toy import MOVE, Drop, Dropped, JarShort, Move, command, drop


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
