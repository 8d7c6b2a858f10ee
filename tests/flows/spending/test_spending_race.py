"""Two processes on one purse: never more than there is, and one winner of three."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from rewards.ledger.refusals import HoldEnded, NotEnoughSeeds
from rewards.ledger.spending.refusals import WrongSpendingState
from service.flows.spending.hold_view import HoldView
from service.jobs.end_holds import END_HOLDS, EndHolds
from service.programme_demo import DEMO
from service.store.connect import connect
from tests.flows.spending.scenes import Till, elsewhere, payer
from tests.flows.world import World


@pytest.fixture
async def tills(
    world: World, mongo_url: str, database_name: str, driver_name: str
) -> AsyncIterator[tuple[Till, Till]]:
    """One member at the tills of two processes."""
    store = await connect(mongo_url, database_name, driver=driver_name)
    till = await payer(world)
    yield till, Till(elsewhere(world, replace(world.context, store=store)), till.who)
    await store.close()


async def test_of_200_at_once_as_many_are_held_as_there_are_seeds_for(
    tills: tuple[Till, Till], database: Any
) -> None:
    numbers = replace_numbers(holds_max=100)
    for till in tills:
        till.world.context = replace(till.world.context, programme=lambda: numbers)
    wanted = [till.set_aside(3) for till in tills for _ in range(100)]
    answers = await asyncio.gather(*wanted)
    kinds = Counter(type(answer) for answer in answers)
    assert kinds == {HoldView: 6, NotEnoughSeeds: 194}
    assert await tills[0].seeds() == (20, 2)
    assert database.spendings.count_documents({"state": "held"}) == 6


def replace_numbers(**changed: int) -> Any:
    ledger = msgspec.structs.replace(DEMO.numbers.ledger, **changed)
    return msgspec.structs.replace(
        DEMO, numbers=msgspec.structs.replace(DEMO.numbers, ledger=ledger)
    )


@pytest.mark.parametrize("minutes", [14, 15])
async def test_posted_voided_or_ended_and_never_two_of_them(
    tills: tuple[Till, Till], database: Any, minutes: int
) -> None:
    """Before its end a post may win, from its end on it may not; somebody always does."""
    one, two = tills
    holds = [(await one.set_aside(1)).id for _ in range(15)]
    now = one.world.later(minutes=minutes)
    ending = EndHolds(account=one.who.account, as_of=now)
    await asyncio.gather(
        *(till.says("post", hold) for till in tills for hold in holds),
        *(two.says("void", hold) for hold in reversed(holds)),
        *(one.cancels(hold) for hold in holds),
        *(two.world.apply(END_HOLDS, ending) for _ in range(3)),
    )
    states = Counter(one["state"] for one in database.spendings.find())
    assert states["held"] == 0
    assert sum(states.values()) == 15
    assert states["ended" if minutes < 15 else "posted"] == 0
    spent = database.transfers.count_documents({"reason": "spend"})
    assert spent == states["posted"]
    assert await one.seeds() == (20 - spent, 20 - spent)
    assert database.inbox.count_documents({"kind": {"$regex": "^hold_"}}) == 15


async def test_of_many_refunds_one_is_booked(tills: tuple[Till, Till], database: Any) -> None:
    one, _ = tills
    hold = (await one.set_aside(10)).id
    await one.says("post", hold)
    answers = await asyncio.gather(*(till.says("refund", hold) for till in tills * 20))
    refused = [each for each in answers if isinstance(each, WrongSpendingState)]
    assert (len(answers), len(refused)) == (40, 39)
    assert await one.seeds() == (20, 20)
    assert database.transfers.count_documents({"reason": "refund"}) == 1


async def test_what_ends_is_taken_by_nobody_afterwards(tills: tuple[Till, Till]) -> None:
    one, two = tills
    hold = (await one.set_aside(10)).id
    ended = one.world.later(minutes=15)
    assert await two.says("post", hold) == HoldEnded(id=hold, ended_at=ended)
    await two.world.apply(END_HOLDS, EndHolds(account=one.who.account, as_of=ended))
    gone = WrongSpendingState(state="ended", wanted="posted", allowed=())
    assert await one.says("post", hold) == gone
