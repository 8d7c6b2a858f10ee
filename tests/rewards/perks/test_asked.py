"""What is remembered of a member's checks: how many, and which levels were decided."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.economy import PerkNumbers
from rewards.perks.asked import Asked, counted, held, with_level
from rewards.perks.reasons import AskedTooOften
from rewards.score.level import find_level
from rewards.score.sesame import SESAME
from tests.people import DAY, HOUR, MS, NOON

NUMBERS = PerkNumbers(checks_max=3, checks_hours=24, level_hours=24)
LEVELS = SESAME.levels


def known(level: str, asked: Asked, at=NOON):
    found = held(asked, find_level(level, LEVELS), LEVELS, at=at, numbers=NUMBERS)
    return None if found is None else found.reached


def after(level: str, *, reached: bool) -> Asked:
    return with_level(Asked(), find_level(level, LEVELS), reached=reached, at=NOON, numbers=NUMBERS)


def test_a_span_begins_with_its_first_check_and_ends_by_itself():
    asked = Asked()
    for hours in range(3):
        asked = counted(asked, at=NOON + hours * HOUR, numbers=NUMBERS)
        assert isinstance(asked, Asked)
    refused = counted(asked, at=NOON + DAY - MS, numbers=NUMBERS)
    assert refused == AskedTooOften(most=3, until=NOON + DAY)
    again = counted(asked, at=NOON + DAY, numbers=NUMBERS)
    assert (again.since, again.checks) == (NOON + DAY, 1)


def test_a_decision_holds_for_a_day():
    asked = after("branch", reached=True)
    assert known("branch", asked, NOON + DAY - MS) is True
    assert known("branch", asked, NOON + DAY) is None


@pytest.mark.parametrize(
    ("decided", "reached", "level", "follows"),
    [
        ("branch", True, "sprout", True),
        ("branch", True, "branch", True),
        ("branch", True, "blossom", None),
        ("branch", False, "sapling", None),
        ("branch", False, "branch", False),
        ("branch", False, "canopy", False),
    ],
)
def test_who_has_reached_a_level_has_reached_all_below_it(decided, reached, level, follows):
    assert known(level, after(decided, reached=reached)) is follows


def test_a_level_that_is_gone_from_the_scheme_says_nothing():
    asked = after("branch", reached=True)
    fewer = tuple(each for each in LEVELS if each.name != "branch")
    sapling = find_level("sapling", fewer)
    assert held(asked, sapling, fewer, at=NOON, numbers=NUMBERS) is None


moments = st.lists(
    st.tuples(st.integers(0, 200), st.sampled_from(LEVELS), st.integers(350, 950)), max_size=60
)


@given(moments)
def test_within_a_day_no_two_answers_contradict_each_other(asks):
    """Whatever the score does meanwhile: there is one score that all answers of a day fit."""
    asked, said = Asked(), []
    for hours, level, value in sorted(asks, key=lambda each: each[0]):
        at = NOON + timedelta(hours=hours)
        found = held(asked, level, LEVELS, at=at, numbers=NUMBERS)
        reached = value >= level.at_least if found is None else found.reached
        if found is None:
            asked = with_level(asked, level, reached=reached, at=at, numbers=NUMBERS)
            said.append((at, level.at_least, reached))
        fresh = [each for each in said if at < each[0] + DAY]
        least = max((bound for _, bound, yes in fresh if yes), default=0)
        most = min((bound for _, bound, yes in fresh if not yes), default=1_000)
        assert least < most
    assert len(asked.levels) <= len(LEVELS)
