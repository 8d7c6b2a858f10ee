"""A ladder of levels: each is a rung, filled as far as a value has climbed. Pure."""

from collections.abc import Sequence

import msgspec

from service.pages.charts.scale import cut


class Rung(msgspec.Struct, frozen=True, kw_only=True):
    """A level that begins at `at_least`; `filled` percent of it are behind, `here` is where one is.

    `here` is true for one rung at most: the highest that has been reached.
    """

    name: str
    at_least: int
    filled: float
    here: bool


def ladder(levels: Sequence[tuple[str, int]], value: int, highest: int) -> tuple[Rung, ...]:
    """Rungs from the lowest to the highest level, which ends at `highest`; all are equally wide,
    however many points they have."""
    bounds = [at_least for _, at_least in levels] + [highest]
    reached = sum(at_least <= value for _, at_least in levels)
    return tuple(
        Rung(
            name=name,
            at_least=at_least,
            filled=_filled(value, at_least, bounds[at + 1]),
            here=at + 1 == reached,
        )
        for at, (name, at_least) in enumerate(levels)
    )


def _filled(value: int, low: int, high: int) -> float:
    """Percent of the way from `low` to `high`. A level without room is full once it is reached."""
    if value < low:
        return 0.0
    return 100.0 if value >= high else cut(100 * (value - low) / (high - low))
