"""A line over time. A gap in the history is a gap in the line, not a bridge. Pure."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from service.pages.charts.scale import cut, scale


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What is known at one point of the axis; None where nothing is."""

    label: str
    value: float | None


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A mark in its place: percent from the left and from the top."""

    x: float
    y: float
    label: str
    value: float


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """`runs` and `areas` are paths in a square of 100, one for each stretch without a gap.

    `ticks` are the axis's numbers, from the top down, with their percent from the top.
    """

    marks: tuple[Mark, ...]
    points: tuple[Point, ...]
    runs: tuple[str, ...]
    areas: tuple[str, ...]
    ticks: tuple[tuple[int, float], ...]


def line(marks: Sequence[Mark], *, from_zero: bool = False) -> Line:
    """Marks at equal distances, the first at the left edge; a single one stands in the middle."""
    axis = scale([each.value for each in marks if each.value is not None], from_zero=from_zero)
    placed = [
        None
        if mark.value is None
        else Point(
            x=_across(at, len(marks)),
            y=cut(100 - axis.percent(mark.value)),
            label=mark.label,
            value=mark.value,
        )
        for at, mark in enumerate(marks)
    ]
    runs = list(_runs(placed))
    return Line(
        marks=tuple(marks),
        points=tuple(each for each in placed if each is not None),
        runs=tuple(_path(run) for run in runs),
        areas=tuple(_area(run) for run in runs),
        ticks=tuple((tick, cut(100 - axis.percent(tick))) for tick in reversed(axis.ticks)),
    )


def _across(at: int, count: int) -> float:
    return cut(100 * at / (count - 1)) if count > 1 else 50.0


def _runs(placed: Sequence[Point | None]) -> Iterator[list[Point]]:
    """Stretches of at least two points; a lone point is a dot and no line."""
    for there, stretch in groupby(placed, key=lambda each: each is not None):
        run = [each for each in stretch if each is not None]
        if there and len(run) > 1:
            yield run


def _path(run: Sequence[Point]) -> str:
    return "M" + "L".join(f"{each.x:g} {each.y:g}" for each in run)


def _area(run: Sequence[Point]) -> str:
    return f"{_path(run)}V100H{run[0].x:g}Z"
