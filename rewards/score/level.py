"""Levels: bands of scores with inclusive lower bounds."""

from collections.abc import Sequence

from rewards.score.scheme import Level


def level_of(value: int, levels: Sequence[Level]) -> Level:
    """The highest level whose bound `value` reaches. ValueError below the lowest."""
    reached = [level for level in levels if level.at_least <= value]
    if not reached:
        raise ValueError(f"{value} is below every level")
    return max(reached, key=lambda level: level.at_least)


def find_level(name: str, levels: Sequence[Level]) -> Level:
    """The level called `name`. ValueError if there is none; a validated programme has it."""
    for level in levels:
        if level.name == name:
            return level
    raise ValueError(f"there is no level {name!r}")
