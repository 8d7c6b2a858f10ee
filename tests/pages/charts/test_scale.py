"""Axes have round numbers and room for every value."""

import pytest

from service.pages.charts.scale import scale


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ((392, 662), (300, 400, 500, 600, 700)),
        ((0, 110), (0, 50, 100, 150)),
        ((1, 2, 3), (1, 2, 3)),
        ((350, 950), (200, 400, 600, 800, 1000)),
        ((7,), (7, 8)),
        ((), (0, 1)),
        ((-30, 40), (-40, -20, 0, 20, 40)),
        ((0, 1_000_000), (0, 500_000, 1_000_000)),
    ],
)
def test_ticks_are_round_few_and_around_all_values(
    values: tuple[int, ...], ticks: tuple[int, ...]
) -> None:
    assert scale(values).ticks == ticks


def test_an_axis_may_have_to_begin_at_zero() -> None:
    assert scale((90, 110), from_zero=True).ticks == (0, 50, 100, 150)
    assert scale((), from_zero=True).ticks[0] == 0


@pytest.mark.parametrize("high", [*range(1, 60), 99, 100, 101, 12_345, 999_999])
def test_no_value_lies_beyond_the_axis(high: int) -> None:
    axis = scale((0, high))
    assert len(axis.ticks) <= 5
    assert axis.percent(0) == 0
    assert 50 < axis.percent(high) <= 100


def test_a_fraction_lies_between_its_neighbours() -> None:
    axis = scale((0, 4))
    assert axis.percent(1) < axis.percent(1.5) < axis.percent(2)
