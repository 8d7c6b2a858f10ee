"""A consent that is withdrawn on one process: refused at once on another, and gone from its boards
and its streams within a second. How long it took is printed."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from rewards.perks.decide_eligibility import MerchantAnswer
from service.flows.perks.check_eligibility import Checked
from service.live.feed import Feed
from service.live.screens import Screens
from service.members.consents import Purpose
from service.members.link import MemberNotLinked
from service.store.connect import connect
from tests.flows.perks.test_check_eligibility import customer, publish
from tests.flows.world import World
from tests.live.conftest import BOARD, ranks, until
from tests.people import ALICE, BOB, UMBRELLA_KIOSK

GENEROUS_S = 5.0
"""A machine may be busy; the figure that is printed says what is true of a quiet one."""


@pytest.fixture
async def other(
    mongo_url: str, database_name: str, driver_name: str, world: World
) -> AsyncIterator[World]:
    """Another process: its own store, cache and gate on the same database."""
    store = await connect(mongo_url, database_name, driver=driver_name)
    there = World(replace(world.context, store=store, process="other", gate=1))
    there._keys = 1_000_000  # keys of requests that nobody has sent here
    yield there
    await store.close()


@pytest.fixture
async def screens(other: World) -> AsyncIterator[tuple[Feed, Screens]]:
    """The boards of the other process, and what it streams of them."""
    feed = Feed(other.context)
    screens = Screens(feed)
    tasks = [asyncio.create_task(feed.run()), asyncio.create_task(screens.run())]
    await asyncio.wait_for(feed.ready.wait(), 10)
    yield feed, screens
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_board_and_a_stream_of_another_process_forget_within_a_second(
    world: World, screens: tuple[Feed, Screens]
) -> None:
    feed, streams = screens
    screen, _reader = _opened(streams)
    for person in (ALICE, BOB):
        who, at_kiosk = await world.linked(person)
        await world.grant(who, Purpose.BOARD, BOARD)
        await world.complete(at_kiosk)
    await until(lambda: _names(screen) == {"Alice", "Bob"}, GENEROUS_S)
    began = time.perf_counter()
    await world.withdraw(who, Purpose.BOARD, BOARD)
    await until(lambda: ranks(feed) == [(1, "Alice", 20)], GENEROUS_S)
    on_board = time.perf_counter() - began
    await until(lambda: _names(screen) == {"Alice"}, GENEROUS_S)
    print(f"\nwithdrawal: board {on_board:.3f} s, stream {time.perf_counter() - began:.3f} s")


def _opened(streams: Screens) -> Any:
    opened = streams.open(BOARD)
    assert isinstance(opened, tuple)
    return opened


def _names(screen: Any) -> set[str]:
    """Who is in the frame that a display gets."""
    if screen.frame is None:
        return set()
    data = screen.frame.text.split(b"data: ", 1)[1].split(b"\n", 1)[0]
    return {row["name"] for row in msgspec.json.decode(data)["rows"]}


async def test_the_next_call_of_anybody_on_another_process_is_refused(
    world: World, other: World, database: Any
) -> None:
    alice = await customer(world)
    publish(database, alice.account)
    await world.join(alice, "return-umbrella")
    linked = await world.grant(alice, Purpose.TASK_EVENTS, UMBRELLA_KIOSK)
    first = (await other.open_pass(alice, "umbrella", UMBRELLA_KIOSK)).token
    second = (await other.open_pass(alice, "umbrella", UMBRELLA_KIOSK)).token
    yes = (await other.check(first, UMBRELLA_KIOSK)).answer
    assert isinstance(yes, Checked)
    assert yes.answer is MerchantAnswer.YES
    await world.withdraw(alice, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    no = (await other.check(second, UMBRELLA_KIOSK)).answer
    assert no == Checked(perk="umbrella", answer=MerchantAnswer.NO)
    await world.withdraw(alice, Purpose.TASK_EVENTS, UMBRELLA_KIOSK)
    assert (await other.complete(linked.pseudonym)).answer == MemberNotLinked()
