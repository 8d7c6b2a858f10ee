"""Decide eligibility: may this member have this perk here, and if not, why not."""

import enum
from collections.abc import Sequence
from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.perks.perk import Perk
from rewards.score.level import find_level
from rewards.score.scheme import Level


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


class LineFull(msgspec.Struct, frozen=True, kw_only=True, tag="line_full"):
    """A deposit of `wanted` does not fit: `used` of `limit` minor units are waived already."""

    wanted: int
    used: int
    limit: int


class EnoughRentals(msgspec.Struct, frozen=True, kw_only=True, tag="enough_rentals"):
    """As many things are lent as one member may have at once."""

    rentals: int
    most: int


WhyNot = NotOfferedHere | ScoreMissing | LevelNotReached | LineFull | EnoughRentals
"""A reason for the member's inbox. Never for a merchant: it would say what the score is."""


class Eligible(msgspec.Struct, frozen=True, kw_only=True, tag="eligible"):
    """Yes, at `at`."""

    perk: str
    at: Instant


class Ineligible(msgspec.Struct, frozen=True, kw_only=True, tag="ineligible"):
    """No, at `at`. `reasons`, at least one, are for the member only."""

    perk: str
    at: Instant
    reasons: tuple[WhyNot, ...]


class MerchantAnswer(enum.StrEnum):
    """All that a merchant learns. Every no is the same no."""

    YES = "yes"
    NO = "no"


def decide_eligibility(
    perk: Perk, *, merchant: str, value: int | None, levels: Sequence[Level], at: datetime
) -> Eligible | Ineligible:
    """Whether `merchant` may give `perk` to a member with score `value` (None: there is none)."""
    reasons: list[WhyNot] = []
    if merchant not in perk.merchants:
        reasons.append(NotOfferedHere(merchant=merchant))
    if perk.level is not None:
        reasons += _below(find_level(perk.level, levels), value)
    if reasons:
        return Ineligible(perk=perk.id, at=at, reasons=tuple(reasons))
    return Eligible(perk=perk.id, at=at)


def for_merchant(decision: Eligible | Ineligible) -> MerchantAnswer:
    """What the merchant is told. A missing consent or a paused member must end in this NO too."""
    return MerchantAnswer.YES if isinstance(decision, Eligible) else MerchantAnswer.NO


def _below(level: Level, value: int | None) -> list[WhyNot]:
    if value is None:
        return [ScoreMissing(level=level.name)]
    missing = level.at_least - value
    if missing <= 0:
        return []
    return [
        LevelNotReached(level=level.name, at_least=level.at_least, value=value, missing=missing)
    ]
