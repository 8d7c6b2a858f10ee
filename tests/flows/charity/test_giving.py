"""Giving to a charity and redeeming it: who may, how much, and what is booked."""

from typing import Any

import pytest
from bson import Int64

from rewards.charity.refusals import CharityUnknown, NoCharityPool, NotEnoughInPool
from rewards.ledger.refusals import AmountOutOfRange, NotEnoughSeeds
from service.check.run import check
from service.members.refusals import MembershipNotActive
from service.members.states import State
from tests.flows.charity.scenes import MEADOW, Giving
from tests.flows.spending.scenes import payer
from tests.flows.world import World
from tests.people import ALICE, BOB, MINUTE, NOON, RIVERSIDE_BIKES


@pytest.fixture
def giving(world: World) -> Giving:
    return Giving(world)


async def test_what_is_given_is_counted_and_then_redeemed(giving: Giving, database: Any) -> None:
    alice = (await payer(giving.world)).who
    given = await giving.gives(alice, 12)
    assert (given.charity, given.seeds, given.available) == (MEADOW, 12, 8)
    assert (await giving.world.account(alice)).purse.seeds == 8
    assert (await giving.pool()).balance == 0
    assert await giving.redeems(1) == NotEnoughInPool(
        wanted=1, available=0, counted_at=NOON + 10 * MINUTE
    )
    assert await giving.count() == 1
    redeemed = await giving.redeems(10, what="hedge-1")
    assert (redeemed.seeds, redeemed.balance, redeemed.what) == (10, 2, "hedge-1")
    reasons = {"reason": {"$in": ["gift", "charity_redeem"]}}
    booked = {one["reason"]: one for one in database.transfers.find(reasons)}
    assert booked["gift"]["credit"] == booked["charity_redeem"]["debit"] == f"charity:{MEADOW}"
    assert [one["kind"] for one in database.outbox.find({"kind": "seeds_given"})] == ["seeds_given"]


async def test_a_gift_is_counted_once_however_often(giving: Giving) -> None:
    alice, bob = [(await payer(giving.world, person)).who for person in (ALICE, BOB)]
    for who in (alice, bob, alice):
        await giving.gives(who, 5)
    assert [await giving.count() for _ in range(3)] == [3, 0, 0]
    pool = await giving.pool()
    assert (pool.given, pool.gifts, pool.redeemed) == (15, 3, 0)
    await giving.gives(bob, 5)
    assert await giving.count() == 1
    assert (await giving.pool()).given == 20


async def test_a_no_says_why_and_changes_nothing(giving: Giving, database: Any) -> None:
    alice = (await payer(giving.world)).who
    assert await giving.gives(alice, 21) == NotEnoughSeeds(wanted=21, available=20)
    assert isinstance(await giving.gives(alice, 0), AmountOutOfRange)
    for other in ("nobody", RIVERSIDE_BIKES):
        assert await giving.gives(alice, 5, other) == CharityUnknown(charity=other)
    assert await giving.redeems(1, RIVERSIDE_BIKES) == NoCharityPool(merchant=RIVERSIDE_BIKES)
    assert isinstance(await giving.redeems(0), AmountOutOfRange)
    assert (await giving.world.account(alice)).purse.seeds == 20
    assert database.gifts.count_documents({}) == database.pools.count_documents({}) == 0


async def test_what_is_set_aside_is_not_given(giving: Giving) -> None:
    till = await payer(giving.world)
    await till.set_aside(15)
    assert await giving.gives(till.who, 6) == NotEnoughSeeds(wanted=6, available=5)


async def test_who_is_paused_gives_nothing(giving: Giving, database: Any) -> None:
    alice = (await payer(giving.world)).who
    paused = {"$set": {"state": State.PAUSED.value}}
    database.accounts.update_one({"_id": alice.account}, paused)
    database.members.update_one({"_id": alice.member}, paused)
    assert await giving.gives(alice, 5) == MembershipNotActive(state=State.PAUSED)


async def test_the_same_key_gives_once(giving: Giving) -> None:
    alice = (await payer(giving.world)).who
    answers = [await giving.gives(alice, 5, key="k") for _ in range(3)]
    assert len({answer.id for answer in answers}) == 1
    assert (await giving.world.account(alice)).purse.seeds == 15


@pytest.mark.parametrize(
    ("collection", "change", "invariant"),
    [
        ("pools", {"$set": {"given": 13}}, "I2"),
        ("pools", {"$set": {"redeemed": 1}}, "I2"),
        ("gifts", {"$set": {"seeds": 11}}, "I2"),
        ("gifts", {"$set": {"counted_at": None}}, "I2"),
        ("redemptions", {"$set": {"seeds": 1}}, "I2"),
    ],
)
async def test_the_check_finds_what_was_done_behind_its_back(
    giving: Giving, database: Any, collection: str, change: Any, invariant: str
) -> None:
    alice = (await payer(giving.world)).who
    await giving.gives(alice, 12)
    await giving.count()
    await giving.redeems(5)
    before = list(database[collection].find())
    changed = {
        name: Int64(value) if isinstance(value, int) else value
        for name, value in change["$set"].items()
    }
    database[collection].update_many({}, {"$set": changed})
    report = await check(giving.world.context.store)
    assert {each.invariant for each in report.violations} == {invariant}
    for raw in before:
        database[collection].replace_one({"_id": raw["_id"]}, raw)
