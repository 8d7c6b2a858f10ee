"""A ring of parts: each has an arc as long as what it can reach, filled as far as it has come.

Pure. Angles begin at the top and go clockwise, in degrees.
"""

import math
from collections.abc import Sequence

import msgspec

SIZE = 120.0
RADIUS = 52.0
BETWEEN_DEG = 3.0


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """`points` of at most `most`."""

    name: str
    points: int
    most: int


class Arc(msgspec.Struct, frozen=True, kw_only=True):
    """`track` is the whole arc and `filled` its reached length, as paths; "" if nothing is filled.

    `series` says which colour: 1, 2, ...
    """

    name: str
    points: int
    most: int
    series: int
    track: str
    filled: str


def ring(parts: Sequence[Part]) -> tuple[Arc, ...]:
    """The arcs, side by side around a square of SIZE. ValueError if a part is out of its bounds."""
    if any(not 0 <= part.points <= part.most or part.most == 0 for part in parts):
        raise ValueError("a part has between none and all of its points")
    between = BETWEEN_DEG if len(parts) > 1 else 0.0
    room = 360.0 - between * len(parts)
    whole = sum(part.most for part in parts)
    arcs: list[Arc] = []
    start = between / 2
    for at, part in enumerate(parts):
        length = room * part.most / whole
        arcs.append(_arc(part, at + 1, start, length))
        start += length + between
    return tuple(arcs)


def _arc(part: Part, series: int, start: float, length: float) -> Arc:
    return Arc(
        name=part.name,
        points=part.points,
        most=part.most,
        series=series,
        track=_path(start, length),
        filled=_path(start, length * part.points / part.most) if part.points else "",
    )


def _path(start: float, length: float) -> str:
    # A full circle begins where it ends, and would not be drawn.
    length = min(length, 359.99)
    (x1, y1), (x2, y2) = _on(start), _on(start + length)
    return f"M{x1} {y1}A{RADIUS:g} {RADIUS:g} 0 {int(length > 180)} 1 {x2} {y2}"


def _on(angle: float) -> tuple[str, str]:
    turned = math.radians(angle - 90)
    middle = SIZE / 2
    return (
        f"{middle + RADIUS * math.cos(turned):.2f}",
        f"{middle + RADIUS * math.sin(turned):.2f}",
    )
