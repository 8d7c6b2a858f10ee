"""Which part of a perk a score opens: all of it, a tier, or nothing."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from rewards.economy import PerkNumbers
from rewards.perks.asked import Asked, held, holds_until, with_level
from rewards.perks.perk import Perk
from rewards.perks.reasons import LevelHeld, LevelNotReached, ScoreMissing, WhyNot
from rewards.perks.terms.tier import Tier
from rewards.score.level import find_level
from rewards.score.scheme import Level


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """`is_open` whole if there is no `tier`; `reasons` say why not whole. `asked` remembers it."""

    is_open: bool
    asked: Asked
    tier: Tier | None = None
    reasons: tuple[WhyNot, ...] = ()


def opened(
    perk: Perk,
    *,
    value: int | None,
    levels: Sequence[Level],
    asked: Asked,
    at: datetime,
    numbers: PerkNumbers,
) -> Opened:
    """What score `value` (None: there is none) opens of the perk, by decisions that still hold."""
    if perk.level is None:
        return Opened(is_open=True, asked=asked)
    if value is None:
        return Opened(is_open=False, asked=asked, reasons=(ScoreMissing(level=perk.level),))
    steps = {perk.level: None} | {tier.level: tier for tier in perk.tiers}
    reasons: tuple[WhyNot, ...] = ()
    for level in sorted(
        (find_level(name, levels) for name in steps), key=lambda each: -each.at_least
    ):
        known = held(asked, level, levels, at=at, numbers=numbers)
        reached = value >= level.at_least if known is None else known.reached
        if known is None:
            asked = with_level(asked, level, reached=reached, at=at, numbers=numbers)
        if reached:
            return Opened(is_open=True, asked=asked, tier=steps[level.name], reasons=reasons)
        if not reasons:
            until = None if known is None else holds_until(known, numbers)
            reasons = (_below(level, value, until),)
    return Opened(is_open=False, asked=asked, reasons=reasons)


def _below(level: Level, value: int, until: datetime | None) -> WhyNot:
    """`until` when it was decided, if that was before and may be otherwise now."""
    missing = level.at_least - value
    if missing <= 0 and until is not None:
        return LevelHeld(level=level.name, until=until)
    return LevelNotReached(level=level.name, at_least=level.at_least, value=value, missing=missing)
