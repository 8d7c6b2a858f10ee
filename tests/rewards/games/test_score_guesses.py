"""From outcome to ranks: the published rules, ties included."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.games.guess import Answer
from rewards.games.outcome import Outcome, Placed, podium_of
from rewards.games.score_guesses import distance, points, score_guesses
from tests.rewards.games.helpers import PODIUM, SCORE, board, bundled, entries, named, opened

THREE = msgspec.structs.replace(PODIUM.podium, places=3)


def worth(answer: Answer, *values: int) -> int:
    outcome = podium_of(board(*values), 3)
    assert outcome is not None
    return points(THREE, answer, outcome)


@pytest.mark.parametrize(
    ("names", "points_"),
    [
        (("b0", "b1", "b2"), 9),
        (("b1", "b0", "b2"), 5),
        (("b1", "b2", "b0"), 3),
        (("b0", "b8", "b9"), 3),
        (("b8", "b9", "b0"), 1),
        (("b3", "b8", "b9"), 0),
    ],
)
def test_a_place_counts_more_than_the_podium(names, points_):
    assert worth(named(*names), 9, 7, 5, 3) == points_


def test_a_tie_fills_all_its_places_with_each_of_its_names():
    assert worth(named("b1", "b0", "b2"), 9, 9, 5) == 9
    # Three tie for place 2: all of them are on the podium, in the places 2 to 4.
    assert worth(named("b0", "b3", "b1"), 9, 5, 5, 5) == 9
    assert worth(named("b2", "b0", "b3"), 9, 5, 5, 5) == 1 + 1 + 3


def test_the_podium_of_a_frozen_board():
    assert podium_of(board(9, 5, 5, 1), 2) == Outcome(
        podium=(
            Placed(account="b0", first=1, last=1),
            Placed(account="b1", first=2, last=3),
            Placed(account="b2", first=2, last=3),
        )
    )
    assert podium_of(board(), 2) is None


def test_without_a_point_there_is_no_prize():
    bundle = bundled(answers=(named("b8", "b9"), named("b7", "b9")))
    assert bundle.settlement.awards == ()
    assert bundle.settlement.plan.remainder == 100


def test_the_nearest_wins_and_equals_share():
    answers = tuple(Answer(score=score) for score in (590, 610, 601, 950))
    bundle = bundled(SCORE, answers, Outcome(score=600))
    assert [(each.account, each.rank, each.amount) for each in bundle.settlement.awards] == [
        ("e2", 1, 60),
        ("e0", 2, 20),
        ("e1", 2, 20),
    ]


@given(st.lists(st.integers(350, 950), min_size=2, max_size=12), st.integers(350, 950))
def test_nobody_farther_stands_above_somebody_nearer(guesses, published):
    made = entries(opened(SCORE), *(Answer(score=score) for score in guesses))
    shown = msgspec.structs.replace(SCORE, outcome=Outcome(score=published))
    standings = score_guesses(shown, made)
    assert [each.value for each in standings] == [-abs(one - published) for one in guesses]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [(Answer(), Outcome(score=600)), (Answer(score=600), Outcome())],
)
def test_nothing_is_no_distance(answer, outcome):
    with pytest.raises(ValueError, match="neither guessed nor published"):
        distance(answer, outcome)


def test_before_the_outcome_no_guess_is_worth_anything():
    with pytest.raises(ValueError, match="no outcome"):
        score_guesses(SCORE, entries(opened(SCORE), Answer(score=600)))
