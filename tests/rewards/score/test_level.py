"""Levels: lower bounds belong to the level."""

import pytest

from rewards.score.level import find_level, level_of
from rewards.score.sesame import SESAME


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (350, "sprout"),
        (549, "sprout"),
        (550, "sapling"),
        (599, "sapling"),
        (600, "branch"),
        (649, "branch"),
        (650, "blossom"),
        (699, "blossom"),
        (700, "canopy"),
        (950, "canopy"),
    ],
)
def test_a_bound_belongs_to_the_level_above_it(value, name):
    assert level_of(value, SESAME.levels).name == name


def test_below_the_lowest_is_no_score():
    with pytest.raises(ValueError, match="below every level"):
        level_of(349, SESAME.levels)


def test_an_unknown_level_is_an_error():
    with pytest.raises(ValueError, match="no level 'oak'"):
        find_level("oak", SESAME.levels)
