"""What `seedbank check` says of pools: right is right, and every wrong is found."""

import msgspec
import pytest

from rewards.charity.gift import Given
from rewards.charity.invariants import Sums, gifts_are_booked, pool_is_its_gifts
from rewards.charity.pool import Pool
from tests.rewards.charity.test_pool import MEADOW, given

MADE = given(30)
assert isinstance(MADE, Given)
BOOKED = {each.id: each for each in MADE.moved.transfers}
POOL = Pool(id=MEADOW, given=30, gifts=1, redeemed=10)
SUMS = Sums(counted=30, counted_gifts=1, waiting=5, redeemed=10, booked_in=35, booked_out=10)


def test_what_is_right() -> None:
    assert gifts_are_booked([MADE.gift], BOOKED) == []
    assert pool_is_its_gifts(POOL, SUMS) == []
    assert pool_is_its_gifts(Pool(id=MEADOW), Sums(waiting=5, booked_in=5)) == []


@pytest.mark.parametrize(
    ("gifts", "booked", "says"),
    [
        ([MADE.gift], {}, "is given, and not booked"),
        ([], BOOKED, "is booked, and nobody gave it"),
        ([msgspec.structs.replace(MADE.gift, seeds=29)], BOOKED, "gives 29 seeds, booked are 30"),
        ([msgspec.structs.replace(MADE.gift, account="bob")], BOOKED, "gives 30 seeds"),
    ],
)
def test_what_is_wrong_with_a_gift(gifts, booked, says) -> None:
    [found] = gifts_are_booked(gifts, booked)
    assert (found.invariant, says in found.sentence) == ("I2", True)


@pytest.mark.parametrize(
    ("pool", "sums", "invariants"),
    [
        ({"given": 31}, {}, ["I2"]),
        ({"gifts": 2}, {}, ["I2"]),
        ({"redeemed": 9}, {}, ["I2"]),
        ({}, {"waiting": 4}, ["I2"]),
        ({}, {"booked_out": 9}, ["I2"]),
        ({"redeemed": 31}, {"redeemed": 31, "booked_out": 31}, ["I3"]),
        ({"redeemed": 36}, {"redeemed": 36, "booked_out": 36}, ["I3", "I3"]),
    ],
)
def test_what_is_wrong_with_a_pool(pool, sums, invariants) -> None:
    found = pool_is_its_gifts(
        msgspec.structs.replace(POOL, **pool), msgspec.structs.replace(SUMS, **sums)
    )
    assert [each.invariant for each in found] == invariants
