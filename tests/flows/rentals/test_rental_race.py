"""One credit line, a hundred tills at once, two processes: never above it (I5)."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest

from rewards.economy import RentalNumbers
from rewards.perks.rentals.refusals import DepositNotWaived, WrongRentalState
from rewards.perks.rentals.rental import Rental, RentalState
from service.flows.context import Context
from service.flows.rentals.rental_view import RentalView
from service.programme_demo import DEMO
from service.store.connect import connect
from service.store.path.command import Answered
from service.store.schema.page import RENTALS
from tests.flows.rentals.scenes import Counter, customer
from tests.flows.world import World
from tests.people import MINUTE, NOON, UMBRELLA_KIOSK

TILLS, DEPOSIT, LIMIT = 100, 300, 5_000
FITTING = LIMIT // DEPOSIT
MANY = msgspec.structs.replace(
    DEMO, numbers=msgspec.structs.replace(DEMO.numbers, rentals=RentalNumbers(open_max=100))
)
TERMS = next(perk.rental for perk in DEMO.perks if perk.rental)


@pytest.fixture
async def kiosks(
    world: World, database: Any, mongo_url: str, database_name: str, driver_name: str
) -> AsyncIterator[tuple[Counter, Counter]]:
    """The same counter in two processes' worth of stores: two queues, two sets of batches."""
    one = await customer(world, database)
    store = await connect(mongo_url, database_name, driver=driver_name)
    context = world.context
    one.world = World(Context(store=context.store, clock=context.clock, programme=lambda: MANY))
    other = World(Context(store=store, clock=context.clock, programme=lambda: MANY))
    yield one, Counter(other, one.who)
    await store.close()


def quotes(database: Any, account: str) -> list[str]:
    """A hundred quotes for one account."""
    rentals = [
        Rental(
            id=f"q{number:03d}",
            account=account,
            merchant=UMBRELLA_KIOSK,
            perk="umbrella",
            terms=msgspec.structs.replace(TERMS, deposit_minor=DEPOSIT),
            at=NOON,
            state=RentalState.QUOTED,
            state_at=NOON,
            ends_at=NOON + 15 * MINUTE,
        )
        for number in range(TILLS)
    ]
    database.rentals.insert_many([RENTALS.encode(each) for each in rentals])
    return [each.id for each in rentals]


def answers(found: list[Answered[Any]]) -> list[Any]:
    return [each.answer for each in found]


async def test_a_hundred_authorisations_at_once_stay_within_the_line(
    kiosks: tuple[Counter, Counter], database: Any
) -> None:
    ids = quotes(database, kiosks[0].who.account)
    asked = [kiosks[n % 2].asks("authorise", id_, key=id_) for n, id_ in enumerate(ids)]
    found = answers(await asyncio.gather(*asked))
    assert sum(isinstance(one, RentalView) for one in found) == FITTING
    assert found.count(DepositNotWaived()) == TILLS - FITTING
    assert await kiosks[0].used() == FITTING * DEPOSIT
    assert database.rentals.count_documents({"state": "authorised"}) == FITTING
    # And the same again by key: nothing more is taken, on whichever server it arrives.
    asked = [kiosks[1 - n % 2].asks("authorise", id_, key=id_) for n, id_ in enumerate(ids)]
    again = await asyncio.gather(*asked)
    assert all(one.replayed for one in again)
    assert answers(again) == found
    assert await kiosks[0].used() == FITTING * DEPOSIT


async def test_one_quote_at_a_hundred_tills_is_authorised_once(
    kiosks: tuple[Counter, Counter], database: Any
) -> None:
    rental, *_ = quotes(database, kiosks[0].who.account)
    asked = [kiosks[n % 2].asks("authorise", rental, key=f"till-{n}") for n in range(TILLS)]
    found = answers(await asyncio.gather(*asked))
    assert sum(isinstance(one, RentalView) for one in found) == 1
    assert sum(isinstance(one, WrongRentalState) for one in found) == TILLS - 1
    assert await kiosks[0].used() == DEPOSIT


async def test_authorised_and_called_off_in_any_order_the_line_is_its_rentals(
    kiosks: tuple[Counter, Counter], database: Any
) -> None:
    ids = quotes(database, kiosks[0].who.account)
    steps = [(verb, id_) for id_ in ids for verb in ("authorise", "cancel")]
    random.Random(7).shuffle(steps)
    asked = [
        kiosks[n % 2].asks(verb, id_, key=f"{verb}-{id_}") for n, (verb, id_) in enumerate(steps)
    ]
    await asyncio.gather(*asked)
    open_now = database.rentals.count_documents({"state": "authorised"})
    assert await kiosks[0].used() == open_now * DEPOSIT <= LIMIT
