"""Lines over time: where the points are, and what a gap does."""

from service.pages.charts.line import Line, Mark, line


def drawn(*values: float | None, from_zero: bool = False) -> Line:
    marks = tuple(Mark(label=f"day {at}", value=value) for at, value in enumerate(values))
    return line(marks, from_zero=from_zero)


def test_points_go_from_the_left_edge_to_the_right_one() -> None:
    assert [each.x for each in drawn(10, 20, 30).points] == [0, 50, 100]


def test_more_is_further_up() -> None:
    low, high = drawn(10, 20).points
    assert high.y < low.y
    assert (low.y, high.y) == (100, 0)


def test_a_gap_parts_the_line_and_leaves_no_point() -> None:
    found = drawn(10, 20, None, 30, 40)
    assert found.runs == ("M0 100L25 66.67", "M75 33.33L100 0")
    assert [each.label for each in found.points] == ["day 0", "day 1", "day 3", "day 4"]
    assert found.marks[2].value is None


def test_a_point_between_gaps_is_a_dot_without_a_line() -> None:
    found = drawn(None, 20, None)
    assert found.runs == ()
    assert [each.x for each in found.points] == [50]


def test_an_area_stands_on_the_bottom_below_its_line() -> None:
    assert drawn(10, 20).areas == ("M0 100L100 0V100H0Z",)


def test_ticks_are_read_from_the_top_down() -> None:
    assert drawn(0, 2).ticks == ((2, 0), (1, 50), (0, 100))
    assert drawn(90, 110, from_zero=True).ticks[-1] == (0, 100)


def test_one_point_stands_in_the_middle_and_none_are_no_error() -> None:
    assert [each.x for each in drawn(5).points] == [50]
    assert (drawn().points, drawn().runs) == ((), ())
