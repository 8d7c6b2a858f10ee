"""Levels below a value are full, the one it is in is filled as far as it has come."""

from hypothesis import given
from hypothesis import strategies as st

from service.pages.charts.ladder import ladder

LEVELS = (("low", 350), ("middle", 550), ("high", 600))


def rungs(value: int) -> list[tuple[str, float, bool]]:
    return [(each.name, each.filled, each.here) for each in ladder(LEVELS, value, 700)]


def test_a_value_between_two_bounds() -> None:
    assert rungs(575) == [("low", 100, False), ("middle", 50, True), ("high", 0, False)]
    assert [each.at_least for each in ladder(LEVELS, 575, 700)] == [350, 550, 600]


def test_a_bound_itself_begins_its_level() -> None:
    assert rungs(550) == [("low", 100, False), ("middle", 0, True), ("high", 0, False)]
    assert rungs(549) == [("low", 99.5, True), ("middle", 0, False), ("high", 0, False)]


def test_the_ends() -> None:
    assert rungs(350) == [("low", 0, True), ("middle", 0, False), ("high", 0, False)]
    assert rungs(700) == [("low", 100, False), ("middle", 100, False), ("high", 100, True)]


def test_what_lies_outside_is_drawn_at_the_end() -> None:
    assert rungs(0) == [("low", 0, False), ("middle", 0, False), ("high", 0, False)]
    assert rungs(9_000)[-1] == ("high", 100, True)


def test_a_level_without_room_is_full_once_it_is_reached() -> None:
    assert [each.filled for each in ladder((("a", 1), ("top", 5)), 5, 5)] == [100, 100]
    assert [each.filled for each in ladder((("a", 1), ("top", 5)), 4, 5)] == [75, 0]


@given(st.integers(0, 1_000), st.integers(0, 1_000))
def test_who_has_more_has_climbed_as_far_or_further(one: int, other: int) -> None:
    less, more = (
        sum(each.filled for each in ladder(LEVELS, value, 700)) for value in sorted((one, other))
    )
    assert less <= more
