"""Seeds that are set aside: posted, voided, or over by time."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.ledger.hold import end_holds, hold, post, void
from rewards.ledger.ids import spend_id
from rewards.ledger.invariants import balances, purse_adds_up
from rewards.ledger.lots import Lot
from rewards.ledger.purse import Moved, Purse, with_lots
from rewards.ledger.reasons import Reason
from rewards.ledger.refusals import (
    AmountOutOfRange,
    HoldEnded,
    HoldLength,
    HoldUnknown,
    NotEnoughSeeds,
    TooManyHolds,
)
from tests.people import ALICE, DAY, NOON
from tests.rewards.ledger.helpers import NUMBERS

HOUR = timedelta(hours=1)
MOST = 1_296_000  # seconds in 15 days
SOON, LATE = NOON + 2 * DAY, NOON + 60 * DAY
PURSE = with_lots(Purse(), (Lot(expires_at=SOON, amount=10), Lot(expires_at=LATE, amount=90)))


def held(amount: int = 40, *, purse: Purse = PURSE, id_: str = "h1", for_: timedelta = HOUR):
    return hold(purse, hold_id=id_, amount=amount, ends_at=NOON + for_, at=NOON, numbers=NUMBERS)


def posted(purse: Purse, amount: int | None = None, *, at: datetime = NOON, id_: str = "h1"):
    return post(
        purse,
        hold_id=id_,
        reason=Reason.SPEND,
        transfer_id=spend_id(account=ALICE.account, spending="v1"),
        account=ALICE.account,
        at=at,
        numbers=NUMBERS,
        amount=amount,
    )


def test_what_is_held_is_there_and_cannot_be_had():
    purse = held()
    assert isinstance(purse, Purse)
    assert (purse.seeds, purse.available) == (100, 60)
    assert purse.holds[0].lots == (Lot(expires_at=SOON, amount=10), Lot(expires_at=LATE, amount=30))
    assert purse_adds_up("a", purse) == []


@pytest.mark.parametrize(
    ("amount", "for_", "refusal"),
    [
        (0, HOUR, AmountOutOfRange(amount=0, most=100)),
        (-1, HOUR, AmountOutOfRange(amount=-1, most=100)),
        (101, HOUR, NotEnoughSeeds(wanted=101, available=100)),
        (1, timedelta(seconds=59), HoldLength(seconds=59, least=60, most=1_296_000)),
        (
            1,
            15 * DAY + timedelta(seconds=1),
            HoldLength(seconds=1_296_001, least=60, most=1_296_000),
        ),
        (1, -HOUR, HoldLength(seconds=-3600, least=60, most=1_296_000)),
    ],
)
def test_what_cannot_be_held(amount, for_, refusal):
    assert held(amount, for_=for_) == refusal


def test_held_seeds_are_not_held_again():
    purse = held(95)
    assert isinstance(purse, Purse)
    assert held(6, purse=purse, id_="h2") == NotEnoughSeeds(wanted=6, available=5)


def test_as_many_holds_as_there_may_be():
    purse = PURSE
    for number in range(NUMBERS.holds_max):
        more = held(1, purse=purse, id_=f"h{number}")
        assert isinstance(more, Purse)
        purse = more
    assert held(1, purse=purse, id_="one-more") == TooManyHolds(holds=20, most=20)


def test_one_id_is_held_once():
    purse = held()
    assert isinstance(purse, Purse)
    with pytest.raises(ValueError, match="held already"):
        held(1, purse=purse)


def test_posting_the_whole_books_it_and_says_where_from():
    moved = posted(held())
    assert isinstance(moved, Moved)
    assert (moved.purse.seeds, moved.purse.available, moved.purse.holds) == (60, 60, ())
    assert balances(moved.transfers)["programme:spent"] == 40
    assert moved.lots == (Lot(expires_at=SOON, amount=10), Lot(expires_at=LATE, amount=30))


def test_posting_a_part_gives_the_rest_back_to_its_lot():
    moved = posted(held(), 15)
    assert isinstance(moved, Moved)
    assert moved.purse.lots == (Lot(expires_at=LATE, amount=85),)
    assert purse_adds_up("a", moved.purse) == []


@pytest.mark.parametrize("amount", [0, -3, 41])
def test_no_more_than_is_held_is_posted(amount):
    assert posted(held(), amount) == AmountOutOfRange(amount=amount, most=40)


def test_nothing_is_posted_from_its_end_on():
    assert isinstance(posted(held(), at=NOON + HOUR - timedelta(milliseconds=1)), Moved)
    assert posted(held(), at=NOON + HOUR) == HoldEnded(id="h1", ended_at=NOON + HOUR)


def test_an_unknown_hold_is_neither_posted_nor_voided():
    assert posted(PURSE) == HoldUnknown(id="h1")
    assert void(PURSE, hold_id="h1", at=NOON, numbers=NUMBERS) == HoldUnknown(id="h1")


def test_only_spending_is_posted():
    with pytest.raises(ValueError, match="does not spend"):
        post(
            PURSE,
            hold_id="h1",
            reason=Reason.EXPIRE,
            transfer_id="x",
            account="a",
            at=NOON,
            numbers=NUMBERS,
        )


def test_voided_seeds_have_a_week_at_least():
    purse = held()
    assert isinstance(purse, Purse)
    back = void(purse, hold_id="h1", at=NOON + 1 * DAY, numbers=NUMBERS)
    assert isinstance(back, Purse)
    # 8 March and seven days, to the end of that day; the later lot keeps its own.
    first = back.lots[0]
    assert first.amount == 10
    assert NOON + 8 * DAY <= first.expires_at < NOON + 9 * DAY
    assert (first.expires_at.hour, first.expires_at.minute) == (0, 0)
    assert back.lots[1] == Lot(expires_at=LATE, amount=90)


def test_holds_end_by_themselves_and_nothing_is_lost():
    purse = held()
    assert isinstance(purse, Purse)
    more = held(5, purse=purse, id_="h2", for_=2 * HOUR)
    assert isinstance(more, Purse)
    after, over = end_holds(more, at=NOON + HOUR, numbers=NUMBERS)
    assert [each.id for each in over] == ["h1"]
    assert (after.seeds, after.available) == (100, 95)
    assert end_holds(after, at=NOON + HOUR, numbers=NUMBERS) == (after, ())


@given(
    st.lists(st.tuples(st.sampled_from("hpve"), st.integers(1, 60), st.integers(0, 4)), max_size=40)
)
def test_whatever_happens_seeds_are_spent_or_there(steps):
    purse, spent, at = PURSE, 0, NOON
    for number, (kind, amount, which) in enumerate(steps):
        at += timedelta(minutes=7)
        id_ = f"h{which}"
        if kind == "h" and all(each.id != id_ for each in purse.holds):
            answer = hold(
                purse, hold_id=id_, amount=amount, ends_at=at + HOUR, at=at, numbers=NUMBERS
            )
            purse = answer if isinstance(answer, Purse) else purse
        elif kind == "p":
            moved = post(
                purse,
                hold_id=id_,
                reason=Reason.SPEND,
                transfer_id=f"spend:a:{number}",
                account="a",
                at=at,
                numbers=NUMBERS,
                amount=amount,
            )
            if isinstance(moved, Moved):
                purse, spent = moved.purse, spent + amount
        elif kind == "v":
            answer = void(purse, hold_id=id_, at=at, numbers=NUMBERS)
            purse = answer if isinstance(answer, Purse) else purse
        else:
            purse, _ = end_holds(purse, at=at, numbers=NUMBERS)
        assert purse_adds_up("a", purse) == []
        assert purse.seeds + spent == 100
