"""Columns that stand on zero. Pure."""

from collections.abc import Sequence

import msgspec

from service.pages.charts.scale import cut, scale

# Of the place that a column has, it takes this part: 0..1.
FILLED = 0.62


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column in its place: percent of the drawing, `y` from the top."""

    x: float
    y: float
    width: float
    height: float
    label: str
    value: int


class Bars(msgspec.Struct, frozen=True, kw_only=True):
    """`ticks` are the axis's numbers, from the top down, with their percent from the top."""

    columns: tuple[Column, ...]
    ticks: tuple[tuple[int, float], ...]


def bars(values: Sequence[tuple[str, int]]) -> Bars:
    """A column for each label. ValueError for a value below zero: there is no room for it."""
    if any(value < 0 for _, value in values):
        raise ValueError("a column cannot be less than zero")
    axis = scale([value for _, value in values], from_zero=True)
    place = 100 / max(len(values), 1)
    columns = tuple(
        Column(
            x=cut(place * (at + (1 - FILLED) / 2)),
            y=cut(100 - axis.percent(value)),
            width=cut(place * FILLED),
            height=axis.percent(value),
            label=label,
            value=value,
        )
        for at, (label, value) in enumerate(values)
    )
    ticks = tuple((tick, cut(100 - axis.percent(tick))) for tick in reversed(axis.ticks))
    return Bars(columns=columns, ticks=ticks)
