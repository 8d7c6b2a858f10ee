"""What merchants have asked about one member lately: how often, and what was decided of levels.

Kept with the account. A decision about a level holds for a day, at every merchant: who asks again
after each publication, or at another counter, hears the same and learns no more than the band.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from rewards.calendar import Instant
from rewards.economy import PerkNumbers
from rewards.perks.reasons import AskedTooOften
from rewards.score.scheme import Level


class LevelDecision(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the level was reached, as decided at `at`."""

    level: str
    reached: bool
    at: Instant


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """`checks` of a span of hours that began at `since`, None before the first; and the decisions
    that may still hold, in order of time."""

    since: Instant | None = None
    checks: int = 0
    levels: tuple[LevelDecision, ...] = ()


def counted(asked: Asked, *, at: datetime, numbers: PerkNumbers) -> Asked | AskedTooOften:
    """One more check, unless there were too many. A span begins with its first check."""
    span = timedelta(hours=numbers.checks_hours)
    if asked.since is None or asked.since + span <= at:
        return msgspec.structs.replace(asked, since=at, checks=1)
    if asked.checks >= numbers.checks_max:
        return AskedTooOften(most=numbers.checks_max, until=asked.since + span)
    return msgspec.structs.replace(asked, checks=asked.checks + 1)


def held(
    asked: Asked, level: Level, levels: Sequence[Level], *, at: datetime, numbers: PerkNumbers
) -> LevelDecision | None:
    """What was decided and holds for `level`, if anything was: of itself, or of another from which
    it follows, as who has reached a level has reached all below it."""
    order = {each.name: place for place, each in enumerate(levels)}
    here = order[level.name]
    for each in reversed(_fresh(asked, at, numbers)):
        there = order.get(each.level)
        if there is not None and (there >= here if each.reached else there <= here):
            return each
    return None


def with_level(
    asked: Asked, level: Level, *, reached: bool, at: datetime, numbers: PerkNumbers
) -> Asked:
    """The same with one more decision, without those that hold no longer."""
    fresh = LevelDecision(level=level.name, reached=reached, at=at)
    return msgspec.structs.replace(asked, levels=(*_fresh(asked, at, numbers), fresh))


def holds_until(decision: LevelDecision, numbers: PerkNumbers) -> datetime:
    """When the level is decided anew."""
    return decision.at + timedelta(hours=numbers.level_hours)


def _fresh(asked: Asked, at: datetime, numbers: PerkNumbers) -> tuple[LevelDecision, ...]:
    return tuple(each for each in asked.levels if at < holds_until(each, numbers))
