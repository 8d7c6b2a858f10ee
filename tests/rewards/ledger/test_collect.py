"""Collecting: one or all, in time, into the lot of the month."""

from datetime import UTC, datetime

import pytest

from rewards.ledger.collect import collect
from rewards.ledger.lots import Lot
from rewards.ledger.purse import Moved, Purse
from rewards.ledger.refusals import AlreadyWithered, NothingRipe, UnknownRipe
from tests.people import ALICE, DAY, NOON
from tests.rewards.ledger.helpers import NUMBERS, award, earned

FIRST, SECOND = award(20, period="p1"), award(5, period="p2", at=NOON + DAY)


def collecting(purse, *ids, at=NOON + DAY):
    chosen = set(ids) if ids else None
    return collect(purse, account=ALICE.account, at=at, numbers=NUMBERS, ids=chosen)


def test_everything_ripe_is_collected_into_one_lot():
    moved = collecting(earned(FIRST, SECOND))
    assert isinstance(moved, Moved)
    assert (moved.purse.ripe, moved.purse.seeds) == (0, 25)
    assert moved.purse.lots == (Lot(expires_at=datetime(2027, 4, 1, tzinfo=UTC), amount=25),)
    assert [each.id for each in moved.transfers] == [
        "collect:task:tour:alice:p1",
        "collect:task:tour:alice:p2",
    ]


def test_one_is_collected_and_the_other_waits():
    moved = collecting(earned(FIRST, SECOND), SECOND.id)
    assert isinstance(moved, Moved)
    assert (moved.purse.ripe, moved.purse.seeds) == (20, 5)


@pytest.mark.parametrize(
    ("at", "expires_at"),
    [
        (datetime(2026, 2, 1, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC)),
        (datetime(2026, 2, 28, 23, 59, 59, 999000, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC)),
        (datetime(2026, 3, 1, tzinfo=UTC), datetime(2027, 4, 1, tzinfo=UTC)),
        (datetime(2026, 12, 31, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)),
        (datetime(2027, 11, 30, tzinfo=UTC), datetime(2028, 12, 1, tzinfo=UTC)),
    ],
)
def test_a_lot_lasts_twelve_months_after_the_end_of_its_month(at, expires_at):
    moved = collecting(earned(award(1, at=at)), at=at)
    assert isinstance(moved, Moved)
    assert moved.purse.lots == (Lot(expires_at=expires_at, amount=1),)


def test_a_year_of_daily_collecting_leaves_thirteen_lots():
    purse = Purse()
    start = datetime(2026, 1, 15, tzinfo=UTC)
    for day in range(365):
        at = start + day * DAY
        moved = collecting(earned(award(1, period=f"d{day}", at=at), purse=purse), at=at)
        assert isinstance(moved, Moved)
        purse = moved.purse
    assert len(purse.lots) == 13
    assert purse.seeds == 365


def test_an_empty_basket_has_nothing_ripe():
    assert collecting(Purse()) == NothingRipe(withered=0)


def test_naming_nothing_collects_nothing():
    refusal = collect(
        earned(FIRST), account=ALICE.account, at=NOON, numbers=NUMBERS, ids=frozenset()
    )
    assert refusal == NothingRipe(withered=0)


def test_what_is_due_is_not_ripe_even_before_a_job_withers_it():
    assert collecting(earned(FIRST), at=NOON + 30 * DAY) == NothingRipe(withered=1)


def test_collecting_all_leaves_what_is_due():
    moved = collecting(earned(FIRST, SECOND), at=NOON + 30 * DAY)
    assert isinstance(moved, Moved)
    assert (moved.purse.ripe, moved.purse.seeds) == (20, 5)


def test_a_due_award_by_name_says_when_it_withered():
    refusal = collecting(earned(FIRST, SECOND), FIRST.id, SECOND.id, at=NOON + 30 * DAY)
    assert refusal == AlreadyWithered(id=FIRST.id, withered_at=NOON + 30 * DAY)


def test_all_or_none_of_the_named_awards():
    assert collecting(earned(FIRST), FIRST.id, SECOND.id) == UnknownRipe(id=SECOND.id)


def test_an_award_is_collected_once():
    moved = collecting(earned(FIRST))
    assert isinstance(moved, Moved)
    assert collecting(moved.purse, FIRST.id) == UnknownRipe(id=FIRST.id)
