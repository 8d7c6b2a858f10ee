"""The least and the most that the ledger books, sets aside and lets go: what is exactly allowed."""

from datetime import timedelta

import pytest

from rewards.ledger.amount import AMOUNT_MAX
from rewards.ledger.earn import earn
from rewards.ledger.hold import end_holds, hold, post
from rewards.ledger.ids import spend_id
from rewards.ledger.invariants import two_sides
from rewards.ledger.lots import Lot, put_back, take
from rewards.ledger.purse import Moved, Purse, with_lots
from rewards.ledger.reasons import Reason
from rewards.ledger.refusals import AmountOutOfRange
from rewards.ledger.spend import spend
from tests.people import ALICE, DAY, NOON
from tests.rewards.ledger.helpers import NUMBERS, award, earned

SPENDING = spend_id(account=ALICE.account, spending="v1")
WEEK = timedelta(days=NUMBERS.refund_days_min)


def purse_of(amount: int) -> Purse:
    return with_lots(Purse(), (Lot(expires_at=NOON + 60 * DAY, amount=amount),))


def held(amount: int, for_: timedelta) -> object:
    ends_at = NOON + for_
    return hold(purse_of(9), hold_id="h1", amount=amount, ends_at=ends_at, at=NOON, numbers=NUMBERS)


@pytest.mark.parametrize("amount", [1, 8, AMOUNT_MAX])
def test_all_there_is_can_be_spent_and_one_seed_too(amount):
    moved = spend(
        purse_of(amount),
        reason=Reason.SPEND,
        transfer_id=SPENDING,
        amount=amount,
        account=ALICE.account,
        at=NOON,
        existing=None,
    )
    assert isinstance(moved, Moved)
    assert moved.purse == Purse()


@pytest.mark.parametrize(
    "for_",
    [timedelta(seconds=NUMBERS.hold_seconds_min), timedelta(seconds=NUMBERS.hold_seconds_max)],
)
def test_a_hold_may_be_as_short_and_as_long_as_is_said(for_):
    assert isinstance(held(9, for_), Purse)


def test_one_seed_of_a_hold_is_posted():
    moved = post(
        held(9, DAY),
        hold_id="h1",
        reason=Reason.SPEND,
        transfer_id=SPENDING,
        account=ALICE.account,
        at=NOON,
        numbers=NUMBERS,
        amount=1,
    )
    assert isinstance(moved, Moved)
    assert (moved.purse.seeds, moved.purse.available) == (8, 8)


def test_where_no_hold_is_over_the_purse_stays_as_it_is():
    purse = held(9, DAY)
    same, over = end_holds(purse, at=NOON, numbers=NUMBERS)
    assert same is purse
    assert over == ()


def test_an_account_is_filled_to_the_last_seed():
    collected = purse_of(AMOUNT_MAX - 10)
    full = earn(collected, award(10), existing=None, numbers=NUMBERS)
    assert isinstance(full, Moved)
    refused = earn(collected, award(11), existing=None, numbers=NUMBERS)
    assert refused == AmountOutOfRange(amount=11, most=10)


def test_the_check_takes_the_largest_amount_and_not_one_more():
    assert two_sides([award(AMOUNT_MAX)]) == []
    assert len(two_sides([award(AMOUNT_MAX + 1)])) == 1


def test_a_basket_is_filled_to_its_last_place():
    purse = earned(*(award(1, period=f"p{n}") for n in range(NUMBERS.ripe_entries_max)))
    assert len(purse.basket) == NUMBERS.ripe_entries_max
    assert purse.seeds == 0


def test_what_comes_back_with_just_a_week_left_keeps_its_end():
    lot = Lot(expires_at=NOON + WEEK, amount=1)
    assert put_back((), [lot], at=NOON, numbers=NUMBERS) == (lot,)
    (late,) = put_back((), [lot], at=NOON + timedelta(milliseconds=1), numbers=NUMBERS)
    assert late.expires_at > lot.expires_at


def test_seeds_are_there_until_their_lots_last_moment():
    purse = purse_of(5)
    assert purse.available_at(NOON + 60 * DAY - timedelta(milliseconds=1)) == 5
    assert purse.available_at(NOON + 60 * DAY) == 0


def test_no_more_is_taken_than_there_is():
    with pytest.raises(ValueError, match="lots are 2 seeds short of 7"):
        take(purse_of(5).lots, 7)
