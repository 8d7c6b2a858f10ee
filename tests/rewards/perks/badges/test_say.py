"""What a badge says: steps, and nothing below the first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rewards.economy import BadgeNumbers
from rewards.perks.badges.say import Said, floored, lint_steps, next_step, say, steps_of
from rewards.perks.terms.badge import BadgeFact, BadgeTerms

NUMBERS = BadgeNumbers()
KEPT, MONTHS, CHARITY = BadgeFact.RENTALS_KEPT, BadgeFact.MONTHS_A_MEMBER, BadgeFact.CHARITY_TASKS


def facts(kept: int = 0, months: int = 0, charity: int = 0) -> dict[BadgeFact, int]:
    return {KEPT: kept, MONTHS: months, CHARITY: charity}


@pytest.mark.parametrize(
    ("value", "told", "after"),
    [
        (0, 0, 1),
        (1, 1, 5),
        (4, 1, 5),
        (5, 5, 10),
        (9, 5, 10),
        (12, 10, 25),
        (49, 25, 50),
        (50, 50, 100),
        (999, 500, 1_000),
        (10**9, 1_000, None),
    ],
)
def test_a_number_is_told_as_the_step_that_it_has_reached(value, told, after):
    assert floored(value, NUMBERS.steps) == told
    assert next_step(value, NUMBERS.steps) == after


@pytest.mark.parametrize(("months", "told"), [(0, None), (1, 1), (2, 1), (11, 6), (25, 24)])
def test_months_have_steps_of_their_own(months, told):
    said = say(BadgeTerms(facts=(MONTHS,)), facts(months=months), NUMBERS)
    assert said == (() if told is None else (Said(fact=MONTHS, at_least=told),))
    assert steps_of(MONTHS, NUMBERS) == NUMBERS.month_steps != steps_of(KEPT, NUMBERS)


def test_facts_come_in_the_badges_order_and_what_is_too_little_is_left_out():
    terms = BadgeTerms(facts=(CHARITY, KEPT, MONTHS), least=5)
    assert say(terms, facts(kept=60, months=3, charity=5), NUMBERS) == (
        Said(fact=CHARITY, at_least=5),
        Said(fact=KEPT, at_least=50),
    )


@pytest.mark.parametrize("kept", [0, 1, 4, 5, 6])
def test_the_least_is_of_the_step_so_that_a_fact_never_tells_more_than_a_step(kept):
    """With a least of 6, five to nine are the same step, and so they are told alike: not at all."""
    assert say(BadgeTerms(facts=(KEPT,), least=6), facts(kept=kept), NUMBERS) == ()


@given(st.integers(0, 10**6), st.integers(1, 1_000))
def test_nothing_between_two_steps_can_be_told_apart(value, least):
    terms = BadgeTerms(facts=(KEPT,), least=least)
    step = floored(value, NUMBERS.steps)
    said = say(terms, facts(kept=value), NUMBERS)
    assert said == say(terms, facts(kept=step), NUMBERS)
    assert all(each.at_least <= value and each.at_least in NUMBERS.steps for each in said)


@pytest.mark.parametrize("steps", [(5, 1), (1, 1), (1, 10, 5)])
@pytest.mark.parametrize("name", ["steps", "month_steps"])
def test_steps_rise(steps, name):
    [found] = lint_steps(replace(NUMBERS, **{name: steps}))
    assert f"badges.{name}: let each step be higher" in found
    assert lint_steps(NUMBERS) == []
