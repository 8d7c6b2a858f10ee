"""What a perk that waives a deposit lends, and for how long."""

import enum
from typing import Annotated

import msgspec

from rewards.perks.rentals.money import Minor

MINUTES_MAX = 366 * 24 * 60
"""A year: a flat for twelve months is the longest thing lent."""

Minutes = Annotated[int, msgspec.Meta(ge=1, le=MINUTES_MAX)]


class Size(enum.StrEnum):
    """How much a kept rental counts: an umbrella is `small`; a car, hotel or flat is `large`."""

    SMALL = "small"
    LARGE = "large"


class RentalTerms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`deposit_minor` is what others pay; it is lent for `minutes`, `minutes_max` if extended.

    `grace_hours` after its end, a promise may be called broken; None: as the programme has it.
    `offline`: it can be had from a till without a network.
    """

    deposit_minor: Minor
    minutes: Minutes
    minutes_max: Minutes
    size: Size = Size.SMALL
    grace_hours: Annotated[int, msgspec.Meta(ge=1, le=2_160)] | None = None
    offline: bool = False


def lint_terms(terms: RentalTerms) -> list[str]:
    """What is wrong with the terms, as sentences."""
    if terms.minutes_max < terms.minutes:
        return [f"it lends for {terms.minutes} minutes and at most for {terms.minutes_max}"]
    return []
