"""A ring's arcs are as long as what can be reached, and filled as far as it was."""

import math
import re

import pytest

from service.pages.charts.ring import BETWEEN_DEG, RADIUS, SIZE, Part, ring


def angles(path: str) -> tuple[float, float]:
    """Where an arc begins and ends, in degrees from the top, clockwise."""
    numbers = [float(each) for each in re.findall(r"-?\d+\.?\d*", path)]
    return turned(numbers[0], numbers[1]), turned(numbers[-2], numbers[-1])


def turned(x: float, y: float) -> float:
    return math.degrees(math.atan2(y - SIZE / 2, x - SIZE / 2)) % 360 - 270


def length(path: str) -> float:
    start, end = angles(path)
    return (end - start) % 360


def test_arcs_are_as_long_as_their_most_and_leave_gaps() -> None:
    arcs = ring((Part(name="a", points=0, most=100), Part(name="b", points=0, most=300)))
    room = 360 - 2 * BETWEEN_DEG
    lengths = [length(each.track) for each in arcs]
    assert lengths == pytest.approx([room / 4, room * 3 / 4], abs=0.1)
    assert [each.filled for each in arcs] == ["", ""]


def test_a_part_is_filled_as_far_as_its_points() -> None:
    arc, _ = ring((Part(name="a", points=25, most=100), Part(name="b", points=1, most=1)))
    assert length(arc.filled) == pytest.approx(length(arc.track) / 4, abs=0.1)
    assert angles(arc.filled)[0] == pytest.approx(angles(arc.track)[0], abs=0.1)


def test_a_full_part_is_its_whole_track_and_each_has_a_colour() -> None:
    arcs = ring(tuple(Part(name=name, points=9, most=9) for name in "abc"))
    assert all(each.filled == each.track for each in arcs)
    assert [each.series for each in arcs] == [1, 2, 3]


def test_a_single_full_part_is_still_drawn() -> None:
    (arc,) = ring((Part(name="a", points=1, most=1),))
    begin, _, rest = arc.filled[1:].partition("A")
    assert not rest.endswith(begin)
    assert f"A{RADIUS:g} {RADIUS:g} 0 1 1" in arc.filled


@pytest.mark.parametrize(("points", "most"), [(-1, 10), (11, 10), (0, 0)])
def test_points_out_of_bounds_are_refused(points: int, most: int) -> None:
    with pytest.raises(ValueError, match="between none and all"):
        ring((Part(name="a", points=points, most=most),))


def test_no_parts_are_an_empty_ring() -> None:
    assert ring(()) == ()
