"""An axis: round numbers to read, and where a value lies between the first and the last. Pure."""

import math
from collections.abc import Sequence

import msgspec

STEPS = (1, 2, 5, 10)


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """`ticks` rise by one step; the axis begins at the first and ends at the last."""

    ticks: tuple[int, ...]

    def percent(self, value: float) -> float:
        """How far along the axis `value` lies: 0 at the first tick, 100 at the last."""
        low, high = self.ticks[0], self.ticks[-1]
        return cut(100 * (value - low) / (high - low))


def scale(values: Sequence[float], *, from_zero: bool = False, ticks_max: int = 5) -> Scale:
    """The axis with the smallest round step that shows all values with at most `ticks_max` ticks.

    Without values, or with a single one, it is still an axis: a step of one around what there is.
    """
    low = min([*values, 0] if from_zero else values, default=0)
    high = max([*values, 0] if from_zero else values, default=1)
    size = 1
    while True:
        for step in (each * size for each in STEPS[:-1]):
            first, last = math.floor(low / step), math.ceil(high / step)
            last = max(last, first + 1)
            if last - first < ticks_max:
                return Scale(ticks=tuple(each * step for each in range(first, last + 1)))
        size *= STEPS[-1]


def cut(number: float) -> float:
    """Two digits behind the point are finer than any screen."""
    return round(number, 2) + 0.0
