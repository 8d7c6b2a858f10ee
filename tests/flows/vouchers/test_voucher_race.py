"""Two processes: the last in stock is sold once, a voucher is redeemed once, one of four wins."""

import asyncio
from collections import Counter as Counts
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from rewards.ledger.refusals import NotEnoughSeeds
from rewards.perks.terms.voucher import VoucherTerms
from rewards.perks.vouchers.refusals import SoldOut, VoucherUnknown
from service.flows.vouchers.voucher_view import MyVoucher, VoucherView
from service.store.connect import connect
from tests.flows.spending.scenes import elsewhere
from tests.flows.vouchers.scenes import Counter, buyer, selling
from tests.flows.world import World
from tests.people import BOB, DAY, NOON


@pytest.fixture
async def counters(
    world: World, mongo_url: str, database_name: str, driver_name: str
) -> AsyncIterator[tuple[Counter, Counter]]:
    """Alice at the counters of two processes."""
    store = await connect(mongo_url, database_name, driver=driver_name)
    sell(world)
    counter = await buyer(world)
    yield counter, Counter(elsewhere(world, replace(world.context, store=store)), counter.who)
    await store.close()


def sell(*worlds: World, **changed: Any) -> None:
    programme = selling(voucher=VoucherTerms(seeds=1, days=3), **changed)
    for world in worlds:
        world.context = replace(world.context, programme=lambda: programme)


async def test_of_200_who_want_the_last_five_five_get_one(
    counters: tuple[Counter, Counter], database: Any
) -> None:
    one, two = counters
    sell(one.world, two.world, stock=5)
    bob = await buyer(one.world, BOB)
    wanted = [each.buys(who=who) for each in counters for who in (one.who, bob.who) * 50]
    answers = await asyncio.gather(*wanted)
    kinds = Counts(type(answer) for answer in answers)
    assert kinds == {MyVoucher: 5, SoldOut: 195}
    assert await one.taken() == database.vouchers.count_documents({"state": "held"}) == 5
    assert len({each.code for each in answers if isinstance(each, MyVoucher)}) == 5


async def test_of_200_at_once_as_many_are_bought_as_there_are_seeds_for(
    counters: tuple[Counter, Counter], database: Any
) -> None:
    programme = selling(voucher=VoucherTerms(seeds=3, days=3))
    for each in counters:
        each.world.context = replace(each.world.context, programme=lambda: programme)
    answers = await asyncio.gather(*(each.buys() for each in counters for _ in range(100)))
    assert Counts(map(type, answers)) == {MyVoucher: 6, NotEnoughSeeds: 194}
    assert await counters[0].seeds() == 2


async def test_of_200_redemptions_one_is(counters: tuple[Counter, Counter], database: Any) -> None:
    code = (await counters[0].buys()).code
    wanted = [each.redeems(code, till=f"t{number}") for each in counters for number in range(100)]
    answers = await asyncio.gather(*wanted)
    assert Counts(map(type, answers)) == {VoucherView: 1, VoucherUnknown: 199}
    assert database.transfers.count_documents({"reason": "voucher_redeem"}) == 1
    assert database.inbox.count_documents({"kind": "voucher_redeemed"}) == 1


@pytest.mark.parametrize("is_over", [False, True])
async def test_redeemed_returned_or_expired_and_never_two_of_them(
    counters: tuple[Counter, Counter], database: Any, is_over: bool
) -> None:
    """Before its end a redemption may win, from its end on it may not; somebody always does."""
    one, two = counters
    vouchers = [await one.buys() for _ in range(12)]
    one.world.clock.set(NOON + 3 * DAY if is_over else NOON + DAY)
    await asyncio.gather(
        *(each.redeems(bought.code, till=bought.id) for each in counters for bought in vouchers),
        *(two.returns(bought.id) for bought in reversed(vouchers)),
        *(each.expires(bought.id) for each in counters for bought in vouchers),
    )
    states = Counts(each["state"] for each in database.vouchers.find())
    assert (states["held"], sum(states.values())) == (0, 12)
    assert states["redeemed" if is_over else "expired"] == 0
    assert await one.seeds() == 20 - states["redeemed"]
    assert (await one.world.account(one.who)).vouchers == ()


async def test_refunded_by_many_it_comes_back_once(
    counters: tuple[Counter, Counter], database: Any
) -> None:
    bought = await counters[0].buys()
    await counters[0].redeems(bought.code)
    await asyncio.gather(*(each.refunds(bought.id) for each in counters * 20))
    assert await counters[0].seeds() == 20
    assert database.transfers.count_documents({"reason": "voucher_return"}) == 1
    assert database.transfers.count_documents({"reason": "voucher_refund"}) == 1
