"""How long a membership was active: what was paused is left out, and nothing twice."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.members.breaks import Break, active_time, was_away, with_break
from tests.people import DAY, NOON


def pause(first: int, last: int) -> Break:
    return Break(since=NOON + first * DAY, until=NOON + last * DAY)


@pytest.mark.parametrize(
    ("breaks", "days"),
    [
        ([], 30),
        ([pause(3, 5)], 28),
        ([pause(3, 5), pause(10, 20)], 18),
        ([pause(-9, -4)], 30),
        ([pause(-9, 4)], 26),
        ([pause(25, 90)], 25),
        ([pause(40, 90)], 30),
        ([pause(-9, 90)], 0),
    ],
)
def test_breaks_are_left_out(breaks: list[Break], days: int) -> None:
    assert active_time(NOON, NOON + 30 * DAY, breaks) == days * DAY


def test_before_it_began_it_was_not_active() -> None:
    assert active_time(NOON, NOON - DAY, [pause(-3, 5)]).days == 0


@pytest.mark.parametrize(("day", "away"), [(2, False), (3, True), (4, True), (5, False)])
def test_a_break_has_a_first_moment_and_ends_before_its_last(day: int, away: bool) -> None:
    assert was_away(NOON + day * DAY, [pause(3, 5)]) is away


def adding(breaks: tuple[Break, ...], first: int, last: int, most: int = 10) -> tuple[Break, ...]:
    return with_break(breaks, NOON + first * DAY, NOON + last * DAY, most=most)


def test_breaks_that_touch_are_one_and_one_of_no_time_is_none() -> None:
    assert adding((pause(1, 2),), 2, 5) == (pause(1, 5),)
    assert adding((pause(1, 2),), 3, 5) == (pause(1, 2), pause(3, 5))
    assert adding((pause(1, 2),), 3, 3) == (pause(1, 2),)


def test_of_too_many_the_nearest_two_become_one() -> None:
    three = (pause(1, 2), pause(10, 12), pause(13, 14))
    assert adding(three, 30, 31, most=3) == (pause(1, 2), pause(10, 14), pause(30, 31))


@given(st.lists(st.integers(0, 500), unique=True, max_size=60), st.integers(2, 10))
def test_there_are_never_more_and_no_time_away_is_forgotten(days: list[int], most: int) -> None:
    every = list(zip(sorted(days)[::2], sorted(days)[1::2], strict=False))
    breaks: tuple[Break, ...] = ()
    for first, last in every:
        breaks = adding(breaks, first, last, most)
        assert len(breaks) <= most
    assert list(breaks) == sorted(breaks, key=lambda each: each.since)
    assert all(before.until < after.since for before, after in pairwise(breaks))
    assert all(was_away(NOON + first * DAY, breaks) for first, _ in every)
    assert not breaks or breaks[-1].until == NOON + every[-1][1] * DAY
