"""Why a perk is closed, as its member reads it: one flat shape for all reasons."""

import enum

import msgspec

from rewards.calendar import Instant
from rewards.perks.reasons import WhyNot


class ReasonCode(enum.StrEnum):
    """What is against it; each is explained where it is decided."""

    NOT_OFFERED_HERE = "not_offered_here"
    UNDER_AGE = "under_age"
    SCORE_MISSING = "score_missing"
    LEVEL_NOT_REACHED = "level_not_reached"
    LEVEL_HELD = "level_held"
    LINE_FULL = "line_full"
    ENOUGH_RENTALS = "enough_rentals"
    CLOSED_NOW = "closed_now"
    USED_UP = "used_up"
    OUT_OF_STOCK = "out_of_stock"
    ASKED_TOO_OFTEN = "asked_too_often"


class Reason(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One reason, with those of the numbers that belong to it: `missing` points to `level`, which
    begins at `at_least`; a deposit of `wanted` beside `used` of `limit` minor units; and from when
    on it is otherwise, `until`, `opens_at` or `free_at`."""

    code: ReasonCode
    merchant: str | None = None
    level: str | None = None
    at_least: int | None = None
    value: int | None = None
    missing: int | None = None
    wanted: int | None = None
    used: int | None = None
    limit: int | None = None
    rentals: int | None = None
    most: int | None = None
    uses: int | None = None
    days: int | None = None
    stock: int | None = None
    until: Instant | None = None
    opens_at: Instant | None = None
    free_at: Instant | None = None


def reason_view(why: WhyNot) -> Reason:
    """The same, flat."""
    fields = msgspec.to_builtins(why)
    return msgspec.convert({"code": fields.pop("type"), **fields}, Reason)
