"""The pool waits in escrow, and comes out whole. And breaks are seen."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.ledger import accounts
from rewards.ledger.invariants import balances, sums_to_zero, two_sides
from rewards.settlement.escrow import fund, give_back, leave, pay, unclaimed
from rewards.settlement.invariants import (
    escrow_is_empty,
    escrows_not_negative,
    of_subject,
    paid_as_planned,
    pool_is_shared,
)
from tests.people import NOON
from tests.rewards.settlement.helpers import SUBJECT, planned

replace = msgspec.structs.replace


def payments(bundle):
    left = leave(bundle.plan, NOON)
    return [*(pay(each, NOON) for each in bundle.awards), *([left] if left else [])]


@given(st.lists(st.integers(0, 6), max_size=20))
def test_what_goes_in_comes_out(values):
    bundle = planned(*values)
    transfers = [fund(SUBJECT, bundle.plan.pool, NOON), *payments(bundle)]
    totals = balances(transfers)
    assert two_sides(transfers) == []
    assert sums_to_zero(totals) == []
    assert escrows_not_negative(totals) == []
    assert escrow_is_empty(SUBJECT, totals) == []
    assert paid_as_planned(bundle, of_subject(transfers, SUBJECT), settled=True) == []
    assert totals.get(accounts.REMAINDER, 0) == bundle.plan.remainder


def test_a_pool_that_is_called_off_goes_back_to_the_mint():
    transfers = [fund(SUBJECT, 180, NOON), give_back(SUBJECT, 180, NOON)]
    totals = balances(transfers)
    assert two_sides(transfers) == []
    assert totals == {accounts.MINT: 0, accounts.escrow(SUBJECT): 0}


def test_nothing_is_left_where_all_was_won():
    assert leave(planned(9, 7, 5).plan, NOON) is None


SOUND = planned(5, 9)
PAID = payments(SOUND)
LEFT = unclaimed(SOUND.awards[0], SUBJECT, NOON)


def test_an_award_whose_account_is_closed_goes_to_the_declared_account():
    transfers = [fund(SUBJECT, 180, NOON), LEFT, *PAID[1:]]
    totals = balances(transfers)
    assert two_sides(transfers) == []
    assert escrow_is_empty(SUBJECT, totals) == []
    assert totals[accounts.REMAINDER] == 100 + 30
    assert paid_as_planned(SOUND, of_subject(transfers, SUBJECT), settled=True) == []


def test_half_paid_is_sound_until_it_is_settled():
    assert paid_as_planned(SOUND, PAID[:1], settled=False) == []
    assert len(paid_as_planned(SOUND, PAID[:1], settled=True)) == 2


@pytest.mark.parametrize(
    "booked",
    [
        [*PAID, PAID[0]],
        [replace(PAID[0], amount=99), *PAID[1:]],
        [replace(PAID[0], account="a9"), *PAID[1:]],
        [*PAID, replace(PAID[0], id=f"settlement:{SUBJECT}:1:a9")],
        [*PAID, replace(PAID[0], id=f"settlement:{SUBJECT}:2:a1")],
        [*PAID, LEFT],
        [replace(LEFT, amount=99), *PAID[1:]],
        [replace(LEFT, account="a9"), *PAID[1:]],
        [replace(LEFT, account="season.other"), *PAID[1:]],
    ],
)
def test_i4_sees_a_payment_that_was_not_planned_or_came_twice(booked):
    found = paid_as_planned(SOUND, booked, settled=False)
    assert {each.invariant for each in found} == {"I4"}


def test_i4_sees_a_remainder_that_was_never_moved():
    (found,) = paid_as_planned(SOUND, PAID[:-1], settled=True)
    assert found.subject == f"remainder:{SUBJECT}:1"


@pytest.mark.parametrize(
    "bundle",
    [
        replace(SOUND, awards=SOUND.awards[1:]),
        replace(SOUND, awards=(SOUND.awards[0], SOUND.awards[0])),
        replace(SOUND, plan=replace(SOUND.plan, remainder=31)),
        replace(SOUND, plan=replace(SOUND.plan, pool=181)),
    ],
)
def test_i4_sees_a_pool_that_is_not_shared(bundle):
    assert {each.invariant for each in pool_is_shared(bundle)} == {"I4"}


def test_i4_sees_an_escrow_that_gave_more_or_kept_some():
    totals = {accounts.escrow("a"): -1, accounts.escrow("b"): 3, accounts.MINT: -2}
    (found,) = escrows_not_negative(totals)
    assert found.subject == "escrow:a"
    assert len(escrow_is_empty("b", totals)) == 1
    assert escrow_is_empty("c", totals) == []
