"""Why a perk is closed for a member. For the member's inbox, never for a merchant: each of these
would say something about the score, the line, or where else the member has been."""

import msgspec

from rewards.calendar import Instant


class NotOfferedHere(msgspec.Struct, frozen=True, kw_only=True, tag="not_offered_here"):
    """This merchant does not offer the perk."""

    merchant: str


class ScoreMissing(msgspec.Struct, frozen=True, kw_only=True, tag="score_missing"):
    """The perk asks for a level and there is no score: too early, or no consent to one."""

    level: str


class LevelNotReached(msgspec.Struct, frozen=True, kw_only=True, tag="level_not_reached"):
    """The score is `missing` points below the level."""

    level: str
    at_least: int
    value: int
    missing: int


class LevelHeld(msgspec.Struct, frozen=True, kw_only=True, tag="level_held"):
    """The level is reached now and was not when it was asked for last, which holds until then."""

    level: str
    until: Instant


class LineFull(msgspec.Struct, frozen=True, kw_only=True, tag="line_full"):
    """A deposit of `wanted` does not fit: `used` of `limit` minor units are waived already."""

    wanted: int
    used: int
    limit: int


class EnoughRentals(msgspec.Struct, frozen=True, kw_only=True, tag="enough_rentals"):
    """As many things are lent as one member may have at once."""

    rentals: int
    most: int


class ClosedNow(msgspec.Struct, frozen=True, kw_only=True, tag="closed_now"):
    """It can be had at other hours: next at `opens_at`."""

    opens_at: Instant


class UsedUp(msgspec.Struct, frozen=True, kw_only=True, tag="used_up"):
    """It was had as often as it can be, `uses` times in `days` days; next at `free_at`."""

    uses: int
    days: int
    free_at: Instant


class OutOfStock(msgspec.Struct, frozen=True, kw_only=True, tag="out_of_stock"):
    """All `stock` of it are gone."""

    stock: int


class AskedTooOften(msgspec.Struct, frozen=True, kw_only=True, tag="asked_too_often"):
    """Merchants have asked about the member `most` times within hours; again from `until` on."""

    most: int
    until: Instant


class UnderAge(msgspec.Struct, frozen=True, kw_only=True, tag="under_age"):
    """No score decides about minors: from `until` on."""

    until: Instant


WhyNot = (
    NotOfferedHere
    | UnderAge
    | ScoreMissing
    | LevelNotReached
    | LevelHeld
    | LineFull
    | EnoughRentals
    | ClosedNow
    | UsedUp
    | OutOfStock
    | AskedTooOften
)
