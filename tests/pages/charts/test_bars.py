"""Columns stand on zero, side by side."""

import pytest

from service.pages.charts.bars import bars


def test_columns_share_the_width_and_stand_on_the_bottom() -> None:
    columns = bars((("Mon", 20), ("Tue", 0), ("Wed", 100), ("Thu", 50))).columns
    assert [round(each.x + each.width / 2, 1) for each in columns] == [12.5, 37.5, 62.5, 87.5]
    assert [each.y + each.height for each in columns] == [100, 100, 100, 100]
    assert [each.height for each in columns] == [20, 0, 100, 50]


def test_the_axis_begins_at_zero_however_high_the_columns_are() -> None:
    assert bars((("a", 90), ("b", 110))).ticks[-1] == (0, 100)


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    assert bars(()).columns == ()


def test_all_zero_is_no_division_by_it() -> None:
    assert [each.height for each in bars((("a", 0), ("b", 0))).columns] == [0, 0]


def test_less_than_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="less than zero"):
        bars((("a", 3), ("b", -1)))
