"""Many give, many count, many redeem, in two processes: nothing twice, nothing lost."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from rewards.charity.refusals import NotEnoughInPool
from rewards.ledger.refusals import NotEnoughSeeds
from service.flows.charity.give_seeds import SeedsGiven
from service.flows.charity.redeem_seeds import SeedsRedeemed
from service.store.connect import connect
from tests.flows.charity.scenes import Giving
from tests.flows.spending.scenes import elsewhere, payer
from tests.flows.world import World
from tests.people import ALICE, BOB, CHARLIE


@pytest.fixture
async def both(
    world: World, mongo_url: str, database_name: str, driver_name: str
) -> AsyncIterator[tuple[Giving, Giving]]:
    """Two processes."""
    store = await connect(mongo_url, database_name, driver=driver_name)
    yield Giving(world), Giving(elsewhere(world, replace(world.context, store=store)))
    await store.close()


async def test_a_purse_gives_what_it_has_and_no_more(
    both: tuple[Giving, Giving], database: Any
) -> None:
    alice = (await payer(both[0].world)).who
    answers = await asyncio.gather(*(each.gives(alice, 3) for each in both * 30))
    assert sum(isinstance(answer, SeedsGiven) for answer in answers) == 6
    assert sum(isinstance(answer, NotEnoughSeeds) for answer in answers) == 54
    assert (await both[0].world.account(alice)).purse.seeds == 2
    assert database.gifts.count_documents({}) == 6


async def test_counting_twice_at_once_while_people_give_counts_each_gift_once(
    both: tuple[Giving, Giving], database: Any
) -> None:
    people = [(await payer(both[0].world, person)).who for person in (ALICE, BOB, CHARLIE)]
    await asyncio.gather(
        *(each.gives(who, 1) for who in people for each in both * 10),
        *(each.count() for each in both * 5),
    )
    await both[0].count()
    pool = await both[1].pool()
    assert (pool.given, pool.gifts) == (60, 60)
    assert database.gifts.count_documents({"counted_at": None}) == 0


async def test_of_200_redemptions_as_many_are_booked_as_the_pool_holds(
    both: tuple[Giving, Giving], database: Any
) -> None:
    alice = (await payer(both[0].world)).who
    await both[0].gives(alice, 20)
    await both[0].count()
    answers = await asyncio.gather(*(each.redeems(3) for each in both * 100))
    assert sum(isinstance(answer, SeedsRedeemed) for answer in answers) == 6
    assert sum(isinstance(answer, NotEnoughInPool) for answer in answers) == 194
    assert (await both[1].pool()).balance == 2
    assert database.redemptions.count_documents({}) == 6
