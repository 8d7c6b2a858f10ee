"""Spending, refunds and expiry: which lots give, and where seeds come back to."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.calendar import day_end
from rewards.ledger.expire import expire
from rewards.ledger.ids import gift_id, reversal_id, spend_id
from rewards.ledger.invariants import balances, purse_adds_up, two_sides
from rewards.ledger.lots import Lot, put_back
from rewards.ledger.purse import Moved, Purse, with_lots
from rewards.ledger.reasons import Reason
from rewards.ledger.refusals import (
    AlreadyReversed,
    AmountOutOfRange,
    DifferentTransfer,
    NotEnoughSeeds,
    NotReversible,
)
from rewards.ledger.spend import refund, spend
from rewards.ledger.transfer import Transfer, reversal
from tests.people import ALICE, DAY, NOON
from tests.rewards.ledger.helpers import NUMBERS, award

# Lots end with a UTC day.
FIRST, SECOND = day_end(NOON + 2 * DAY), day_end(NOON + 39 * DAY)
PURSE = with_lots(Purse(), (Lot(expires_at=SECOND, amount=70), Lot(expires_at=FIRST, amount=30)))
SPENDING = spend_id(account=ALICE.account, spending="voucher-1")


def spending(
    amount: int,
    *,
    purse: Purse = PURSE,
    id_: str = SPENDING,
    reason: Reason = Reason.SPEND,
    existing: Transfer | None = None,
):
    return spend(
        purse,
        reason=reason,
        transfer_id=id_,
        amount=amount,
        account=ALICE.account,
        at=NOON,
        existing=existing,
    )


def spent(amount: int) -> Moved:
    moved = spending(amount)
    assert isinstance(moved, Moved)
    return moved


def refunding(moved: Moved, *, at: datetime = NOON, known: Transfer | None = None):
    return refund(
        moved.purse, moved.transfers[0], lots=moved.lots, known=known, at=at, numbers=NUMBERS
    )


def test_what_expires_first_is_spent_first():
    moved = spent(40)
    assert moved.purse.lots == (Lot(expires_at=SECOND, amount=60),)
    assert moved.lots == (Lot(expires_at=FIRST, amount=30), Lot(expires_at=SECOND, amount=10))
    assert balances(moved.transfers) == {f"seeds:{ALICE.account}": -40, "programme:spent": 40}


@pytest.mark.parametrize("amount", [0, -1, 2**53])
def test_amounts_that_are_none(amount):
    assert spending(amount) == AmountOutOfRange(amount=amount, most=100)


def test_one_seed_too_many():
    assert spending(101) == NotEnoughSeeds(wanted=101, available=100)


def test_the_same_again_moves_nothing_and_another_amount_is_refused():
    moved = spent(40)
    existing = moved.transfers[0]
    assert spending(40, purse=moved.purse, existing=existing) == Moved(purse=moved.purse)
    other = spending(41, purse=moved.purse, existing=existing)
    assert isinstance(other, DifferentTransfer)
    assert other.field == "amount"


@pytest.mark.parametrize("reason", [Reason.COLLECT, Reason.EXPIRE, Reason.REPAY, Reason.REFUND])
def test_only_spending_spends(reason):
    with pytest.raises(ValueError, match="does not spend"):
        spending(1, reason=reason)


def test_a_gift_goes_to_its_charity_and_never_comes_back():
    moved = spending(25, id_=gift_id(pool="trees", gift="g1"), reason=Reason.GIFT)
    assert isinstance(moved, Moved)
    assert balances(moved.transfers)["charity:trees"] == 25
    assert two_sides(moved.transfers) == []
    gift = moved.transfers[0]
    assert refunding(moved) == NotReversible(id=gift.id, reason=Reason.GIFT)


def test_a_refund_returns_to_its_lots():
    back = refunding(spent(40), at=NOON - 30 * DAY)
    assert isinstance(back, Moved)
    assert back.purse == PURSE
    assert back.transfers[0].id == reversal_id(SPENDING)


def test_a_refund_to_an_expired_lot_is_good_for_a_week():
    back = refunding(spent(40), at=FIRST + DAY)
    assert isinstance(back, Moved)
    late = back.purse.lots[0]
    assert late.amount == 30
    assert FIRST + 8 * DAY <= late.expires_at < FIRST + 9 * DAY


def test_late_refunds_of_one_day_share_a_lot():
    at = datetime(2026, 3, 4, 1, tzinfo=UTC)
    lots: tuple[Lot, ...] = ()
    for hours in range(22):
        part = Lot(expires_at=at, amount=1)
        lots = put_back(lots, (part,), at=at + timedelta(hours=hours), numbers=NUMBERS)
    assert lots == (Lot(expires_at=datetime(2026, 3, 12, tzinfo=UTC), amount=22),)


def test_nothing_is_refunded_twice():
    moved = spent(40)
    known = reversal(moved.transfers[0], NOON)
    assert refunding(moved, known=known) == AlreadyReversed(id=SPENDING, reversed_at=NOON)


def test_an_award_is_no_spending():
    refused = refund(PURSE, award(5), lots=(), known=None, at=NOON, numbers=NUMBERS)
    assert refused == NotReversible(id=award(5).id, reason=Reason.AWARD)


def test_lots_that_are_not_what_was_spent():
    moved = spent(40)
    with pytest.raises(ValueError, match="spent 40 seeds, not 30"):
        refund(
            moved.purse,
            moved.transfers[0],
            lots=moved.lots[:1],
            known=None,
            at=NOON,
            numbers=NUMBERS,
        )


def test_a_lot_expires_with_its_last_moment():
    before = expire(PURSE, account=ALICE.account, at=FIRST - timedelta(milliseconds=1))
    assert before == Moved(purse=PURSE)
    moved = expire(PURSE, account=ALICE.account, at=FIRST)
    assert moved.purse.lots == (Lot(expires_at=SECOND, amount=70),)
    assert [each.id for each in moved.transfers] == [f"expire:{ALICE.account}:2026-03-07"]
    assert two_sides(moved.transfers) == []


def test_what_is_over_expires_once():
    moved = expire(PURSE, account=ALICE.account, at=SECOND)
    assert moved.purse.seeds == 0
    assert expire(moved.purse, account=ALICE.account, at=SECOND) == Moved(purse=moved.purse)


@given(st.lists(st.tuples(st.sampled_from("sre"), st.integers(1, 50)), max_size=40))
def test_whatever_happens_the_purse_is_the_sum_of_its_transfers(steps):
    purse, at, booked, open_ = PURSE, NOON, [], []
    for number, (kind, size) in enumerate(steps):
        at += timedelta(hours=5 * size)
        moved = None
        if kind == "s":
            moved = spending(size, purse=purse, id_=f"spend:{ALICE.account}:{number}")
        elif kind == "r" and open_:
            last = open_.pop(size % len(open_))
            moved = refund(
                purse, last.transfers[0], lots=last.lots, known=None, at=at, numbers=NUMBERS
            )
        elif kind == "e":
            moved = expire(purse, account=ALICE.account, at=at)
        if isinstance(moved, Moved):
            purse = moved.purse
            booked += moved.transfers
            open_ += [moved] if kind == "s" else []
        assert purse_adds_up("a", purse) == []
        assert len({each.id for each in booked}) == len(booked)
    assert purse.seeds == 100 + balances(booked).get(f"seeds:{ALICE.account}", 0)
