"""Prizes: ties pool and share, nothing is made or lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.boards.prizes import PLACES_MAX, lint_prizes, share
from rewards.boards.rank import Standing, rank
from rewards.ledger.amount import AMOUNT_MAX
from tests.people import HOUR, NOON

TABLE = (100, 50, 30)


def shared(*values: int, prizes=TABLE):
    """Members a, b, c ... with these values; `(rank, seeds)` of each, and the remainder."""
    standings = [
        Standing(account="abcdefgh"[n], value=value, reached_at=NOON + n * HOUR)
        for n, value in enumerate(values)
    ]
    shares = share(rank(standings), prizes)
    return {each.account: (each.rank, each.amount) for each in shares.won}, shares.remainder


def test_each_place_wins_its_prize():
    assert shared(9, 7, 5) == ({"a": (1, 100), "b": (2, 50), "c": (3, 30)}, 0)


def test_below_the_table_nobody_wins():
    won, remainder = shared(9, 7, 5, 3, 1)
    assert set(won) == {"a", "b", "c"}
    assert remainder == 0


def test_a_place_nobody_reached_is_left():
    assert shared(9) == ({"a": (1, 100)}, 80)
    assert shared() == ({}, 180)


def test_a_tie_pools_the_places_it_takes_up():
    assert shared(9, 9, 5) == ({"a": (1, 75), "b": (1, 75), "c": (3, 30)}, 0)
    assert shared(9, 7, 7) == ({"a": (1, 100), "b": (2, 40), "c": (2, 40)}, 0)


def test_what_cannot_be_shared_is_left():
    assert shared(9, 9, 9, prizes=(100,)) == ({"a": (1, 33), "b": (1, 33), "c": (1, 33)}, 1)


def test_a_tie_over_the_end_of_the_table_shares_what_there_is():
    assert shared(9, 7, 5, 5)[0] == {"a": (1, 100), "b": (2, 50), "c": (3, 15), "d": (3, 15)}


def test_a_tie_too_large_for_its_prize_wins_nothing():
    assert shared(9, 9, 9, prizes=(2,)) == ({}, 2)


VALUES = st.lists(st.integers(0, 6), max_size=30)
PRIZES = st.lists(st.integers(1, 1_000), min_size=1, max_size=12).map(
    lambda prizes: tuple(sorted(prizes, reverse=True))
)


@given(VALUES, PRIZES)
def test_awards_and_remainder_are_the_pool(values, prizes):
    standings = [
        Standing(account=f"a{n}", value=value, reached_at=NOON) for n, value in enumerate(values)
    ]
    ranked = rank(standings)
    shares = share(ranked, prizes)
    assert sum(each.amount for each in shares.won) + shares.remainder == sum(prizes)
    assert shares.remainder >= 0
    assert len({each.account for each in shares.won}) == len(shares.won)


@given(VALUES, PRIZES)
def test_equals_win_the_same_and_nobody_less_than_one_below(values, prizes):
    standings = [
        Standing(account=f"a{n}", value=value, reached_at=NOON) for n, value in enumerate(values)
    ]
    won = {each.account: each.amount for each in share(rank(standings), prizes).won}
    amounts = [(each.standing.value, won.get(each.standing.account, 0)) for each in rank(standings)]
    for (above, more), (below, less) in pairwise(amounts):
        assert more == less if above == below else more >= less


@pytest.mark.parametrize(
    ("prizes", "sentence"),
    [
        ((), "no place wins"),
        ((0,), "less than 1 seed"),
        ((5, -1), "less than 1 seed"),
        ((5, 6), "more than one above"),
        ((AMOUNT_MAX, 1), "sum to more"),
        ((1,) * (PLACES_MAX + 1), "more than 1000 places"),
    ],
)
def test_a_bad_table_is_named(prizes, sentence):
    assert any(sentence in found for found in lint_prizes(prizes))


def test_a_sound_table_has_nothing_wrong():
    assert lint_prizes(TABLE) == []
    assert lint_prizes((5, 5, 5)) == []
