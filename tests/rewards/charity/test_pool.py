"""Pools: each gift is counted once, and never more comes out than was counted."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given as example
from hypothesis import strategies as st

from rewards.charity.find import charities, find_charity
from rewards.charity.gift import Gift, Given, give
from rewards.charity.pool import Pool, Redeemed, count, counted_next, redeem
from rewards.charity.refusals import CharityUnknown, NotEnoughInPool
from rewards.ledger.amount import AMOUNT_MAX
from rewards.ledger.invariants import balances
from rewards.ledger.lots import Lot
from rewards.ledger.purse import Purse, with_lots
from rewards.ledger.refusals import AmountOutOfRange, NotEnoughSeeds
from rewards.perks.merchant import Merchant
from tests.people import ALICE, DAY, MINUTE, NOON

MEADOW = "meadow-relief"
SOON, LATE = NOON + 2 * DAY, NOON + 60 * DAY
PURSE = with_lots(Purse(), (Lot(expires_at=SOON, amount=10), Lot(expires_at=LATE, amount=90)))


def given(seeds: int, purse: Purse = PURSE, *, id_: str = "g1", at: datetime = NOON):
    return give(purse, gift=id_, account=ALICE.account, charity=MEADOW, seeds=seeds, at=at)


def gift(seeds: int, id_: str = "g1", charity: str = MEADOW) -> Gift:
    return Gift(id=id_, account=ALICE.account, charity=charity, seeds=seeds, at=NOON)


def redeemed(pool: Pool, seeds: int, id_: str = "r1"):
    return redeem(pool, redemption=id_, seeds=seeds, what="hedge-1", at=NOON)


def test_a_gift_leaves_the_purse_the_earliest_lot_first():
    made = given(30)
    assert isinstance(made, Given)
    assert made.moved.purse.lots == (Lot(expires_at=LATE, amount=70),)
    [transfer] = made.moved.transfers
    assert (transfer.id, transfer.amount) == (made.gift.transfer, 30)
    assert balances(made.moved.transfers)[f"charity:{MEADOW}"] == 30
    assert made.gift.counted_at is None


@pytest.mark.parametrize(
    ("seeds", "refusal"),
    [
        (101, NotEnoughSeeds(wanted=101, available=100)),
        (0, AmountOutOfRange(amount=0, most=100)),
        (-1, AmountOutOfRange(amount=-1, most=100)),
        (AMOUNT_MAX + 1, AmountOutOfRange(amount=AMOUNT_MAX + 1, most=100)),
    ],
)
def test_what_cannot_be_given(seeds, refusal):
    assert given(seeds) == refusal


def test_what_has_expired_is_not_given():
    assert given(91, at=SOON) == NotEnoughSeeds(wanted=91, available=90)
    made = given(90, at=SOON)
    assert isinstance(made, Given)
    assert [each.reason for each in made.moved.transfers] == ["expire", "gift"]
    assert made.moved.purse.seeds == 0


def test_gifts_are_counted_once():
    pool, counted = count(Pool(id=MEADOW), [gift(20), gift(5, "g2")], at=NOON)
    assert (pool.given, pool.gifts, pool.balance, pool.counted_at) == (25, 2, 25, NOON)
    assert {each.counted_at for each in counted} == {NOON}
    again, none = count(pool, counted, at=NOON + MINUTE)
    assert (again.given, again.gifts, none) == (25, 2, ())


def test_a_gift_to_another_charity_is_a_defect():
    with pytest.raises(ValueError, match="not all of these"):
        count(Pool(id=MEADOW), [gift(20), gift(5, "g2", "other")], at=NOON)


def test_what_is_redeemed_leaves_the_pool():
    pool, _ = count(Pool(id=MEADOW), [gift(20)], at=NOON)
    out = redeemed(pool, 15)
    assert isinstance(out, Redeemed)
    assert (out.pool.given, out.pool.redeemed, out.pool.balance) == (20, 15, 5)
    assert balances([out.transfer]) == {f"charity:{MEADOW}": -15, "programme:spent": 15}
    assert (out.redemption.what, out.redemption.merchant) == ("hedge-1", MEADOW)


@pytest.mark.parametrize(
    ("seeds", "refusal"),
    [
        (21, NotEnoughInPool(wanted=21, available=20, counted_at=NOON + 10 * MINUTE)),
        (0, AmountOutOfRange(amount=0, most=20)),
        (-3, AmountOutOfRange(amount=-3, most=20)),
    ],
)
def test_no_more_is_redeemed_than_was_counted(seeds, refusal):
    pool, _ = count(Pool(id=MEADOW), [gift(20)], at=NOON)
    assert redeemed(pool, seeds) == refusal


@pytest.mark.parametrize(
    ("minutes", "next_"), [(0, 10), (9, 10), (9.999, 10), (10, 20), (55, 60), (59.5, 60)]
)
def test_gifts_are_counted_every_ten_minutes(minutes, next_):
    at = NOON + timedelta(minutes=minutes)
    assert counted_next(at) == NOON + timedelta(minutes=next_)


def test_only_charities_are_charities():
    shop = Merchant(id="shop", name="Shop", registry_number="0001")
    meadow = Merchant(id=MEADOW, name="Meadow", registry_number="0002", charity=True)
    assert charities((shop, meadow)) == (meadow,)
    assert find_charity((shop, meadow), MEADOW) == meadow
    for other in ("shop", "nobody"):
        assert find_charity((shop, meadow), other) == CharityUnknown(charity=other)


@example(st.lists(st.tuples(st.sampled_from("gcr"), st.integers(1, 60)), max_size=40))
def test_whatever_happens_the_pool_is_what_came_in_less_what_went_out(steps):
    pool, gifts, booked = Pool(id=MEADOW), {}, 0
    for number, (kind, amount) in enumerate(steps):
        if kind == "g":
            gifts[f"g{number}"] = gift(amount, f"g{number}")
        elif kind == "c":
            pool, counted = count(pool, gifts.values(), at=NOON)
            gifts |= {each.id: each for each in counted}
        else:
            out = redeemed(pool, amount, f"r{number}")
            if isinstance(out, Redeemed):
                pool, booked = out.pool, booked + amount
        counted_seeds = sum(each.seeds for each in gifts.values() if each.counted_at)
        assert (pool.given, pool.redeemed) == (counted_seeds, booked)
        assert pool.balance >= 0
