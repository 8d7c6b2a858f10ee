"""The credit line: how much waived deposit an account has outstanding, and how much it may.

The line in use is part of the account document, so that two authorisations at once cannot both
find it free. It is bounded by the number of rentals open at once.
"""

from collections.abc import Sequence

import msgspec

from rewards.economy import RentalNumbers
from rewards.perks.rentals.money import Minor
from rewards.perks.rentals.refusals import LineExceeded, TooManyRentals
from rewards.score.level import level_of
from rewards.score.scheme import Level


class Waiver(msgspec.Struct, frozen=True, kw_only=True):
    """`amount` minor units of deposit that one rental does without."""

    rental: str
    amount: Minor


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Waivers outstanding, in order of rental: equal lines are equal values."""

    outstanding: tuple[Waiver, ...] = ()

    @property
    def used(self) -> int:
        """Minor units in use."""
        return sum(each.amount for each in self.outstanding)


def limit_of(level: str | None, numbers: RentalNumbers) -> int:
    """The line of a level, in minor units; 0 without a level or where the programme names none."""
    return next((each.minor for each in numbers.lines if each.level == level), 0)


def limit_at(value: int | None, levels: Sequence[Level], numbers: RentalNumbers) -> int:
    """The line of a score's level, in minor units; 0 without a score, or below all levels."""
    if value is None or value < min(level.at_least for level in levels):
        return 0
    return limit_of(level_of(value, levels).name, numbers)


def take(
    line: Line, waiver: Waiver, *, limit: int, numbers: RentalNumbers
) -> Line | LineExceeded | TooManyRentals:
    """The line with `waiver` outstanding, if it fits. ValueError if its rental has one already.

    Where a level was lost, more may be outstanding than `limit`: nothing is taken back, and
    nothing more is given.
    """
    if any(each.rental == waiver.rental for each in line.outstanding):
        raise ValueError(f"{waiver.rental} already has a waiver")
    if line.used + waiver.amount > limit:
        return LineExceeded(wanted=waiver.amount, used=line.used, limit=limit)
    if len(line.outstanding) >= numbers.open_max:
        return TooManyRentals(rentals=len(line.outstanding), most=numbers.open_max)
    ordered = sorted((*line.outstanding, waiver), key=lambda each: each.rental)
    return Line(outstanding=tuple(ordered))


def release(line: Line, rental: str) -> Line:
    """The line without the waiver of `rental`. ValueError if it has none: it never stood there."""
    kept = tuple(each for each in line.outstanding if each.rental != rental)
    if len(kept) == len(line.outstanding):
        raise ValueError(f"{rental} has no waiver")
    return Line(outstanding=kept)
