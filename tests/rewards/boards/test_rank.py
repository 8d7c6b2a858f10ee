"""Ranks 1-2-2-4, in a total order."""

import random

from hypothesis import given
from hypothesis import strategies as st

from rewards.boards.rank import Standing, rank
from tests.people import ALICE, BOB, CHARLIE, HOUR, NOON


def standing(account: str, value: int, hours: int = 0) -> Standing:
    return Standing(account=account, value=value, reached_at=NOON + hours * HOUR)


def table(*standings):
    return [(each.rank, each.standing.account) for each in rank(standings)]


def test_equal_values_share_a_rank_and_the_next_is_skipped():
    dora = standing("dora", 40)
    alice, bob = standing(ALICE.account, 30, 2), standing(BOB.account, 30, 1)
    charlie = standing(CHARLIE.account, 10)
    assert table(alice, charlie, bob, dora) == [
        (1, "dora"),
        (2, "bob"),
        (2, "alice"),
        (4, "charlie"),
    ]


def test_in_a_tie_the_earlier_stands_first_then_the_smaller_id():
    assert table(standing("c", 5, 1), standing("b", 5), standing("a", 5, 1)) == [
        (1, "b"),
        (1, "a"),
        (1, "c"),
    ]


def test_nobody_ranks_nowhere():
    assert rank([]) == ()


@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 3)), max_size=30), st.randoms())
def test_rank_is_one_more_than_how_many_are_above_in_any_order(values, rng: random.Random):
    standings = [standing(f"a{n}", value, hours) for n, (value, hours) in enumerate(values)]
    shuffled = rng.sample(standings, len(standings))
    ranked = rank(standings)
    assert rank(shuffled) == ranked
    for each in ranked:
        above = sum(other.value > each.standing.value for other in standings)
        assert each.rank == above + 1
