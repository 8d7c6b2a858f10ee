"""How often a member may have a perk: counted for as long as it counts, and no longer kept."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.perks.terms.limit import PerkUse, UseLimit, free_at, with_use, without_use
from tests.people import NOON

DAY = timedelta(days=1)
TWICE = UseLimit(uses=2, days=30)


def used(*days):
    return tuple(PerkUse(perk="visa", at=NOON + day * DAY) for day in days)


@pytest.mark.parametrize(
    ("days", "at", "free"),
    [
        ((), 0, None),
        ((0,), 1, None),
        ((0, 1), 2, 30),
        ((0, 1), 29.99, 30),
        ((0, 1), 30, None),
        ((0, 1, 2), 3, 31),
        ((0, 28), 29, 30),
    ],
)
def test_it_is_free_when_the_earliest_that_fills_it_counts_no_longer(days, at, free):
    expected = None if free is None else NOON + free * DAY
    assert free_at(TWICE, used(*days), "visa", at=NOON + at * DAY) == expected


def test_without_a_limit_it_is_always_free_and_nothing_is_kept():
    assert free_at(None, used(0, 1), "visa", at=NOON) is None
    assert with_use(None, used(0), "visa", at=NOON) == ()


def test_another_perk_is_another_matter():
    other = (PerkUse(perk="lane", at=NOON),)
    assert free_at(TWICE, (*other, *other), "visa", at=NOON) is None
    assert with_use(None, other, "visa", at=NOON) == other
    assert without_use(other, "visa", at=NOON) == other


@given(st.lists(st.integers(0, 100), max_size=60), st.integers(1, 5), st.integers(1, 40))
def test_who_asks_first_never_has_more_than_the_limit_in_any_span(days, uses, span):
    limit, kept, had = UseLimit(uses=uses, days=span), (), []
    for day in sorted(days):
        at = NOON + day * DAY
        if free_at(limit, kept, "visa", at=at) is None:
            kept = with_use(limit, kept, "visa", at=at)
            had.append(day)
        assert len(kept) <= uses
    assert all(sum(first <= day < first + span for day in had) <= uses for first in had)


def test_what_was_called_off_does_not_count():
    assert without_use(used(0, 1), "visa", at=NOON) == used(1)
    assert without_use(used(0, 0, 1), "visa", at=NOON) == used(0, 1)
    assert without_use(used(1), "visa", at=NOON) == used(1)
