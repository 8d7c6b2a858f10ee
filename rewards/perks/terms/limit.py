"""How often one member may have a perk."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from rewards.calendar import Instant

USES_MAX = 31


class UseLimit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """At most `uses` within `days` times 24 hours. One use in 30 days is a cooldown of 30 days."""

    uses: Annotated[int, msgspec.Meta(ge=1, le=USES_MAX)] = 1
    days: Annotated[int, msgspec.Meta(ge=1, le=366)]


class PerkUse(msgspec.Struct, frozen=True, kw_only=True):
    """The member had the perk at `at`. Kept with the account while it still counts."""

    perk: str
    at: Instant


def free_at(
    limit: UseLimit | None, uses: Iterable[PerkUse], perk: str, *, at: datetime
) -> datetime | None:
    """When the member may have the perk again; None if that is now."""
    if limit is None:
        return None
    span = timedelta(days=limit.days)
    counted = sorted(use.at for use in uses if use.perk == perk and use.at + span > at)
    return None if len(counted) < limit.uses else counted[-limit.uses] + span


def uses_left(
    limit: UseLimit | None, uses: Iterable[PerkUse], perk: str, *, at: datetime
) -> int | None:
    """How often the member may have the perk still, as of now; None without a limit."""
    if limit is None:
        return None
    span = timedelta(days=limit.days)
    had = sum(use.perk == perk and use.at + span > at for use in uses)
    return max(0, limit.uses - had)


def with_use(
    limit: UseLimit | None, uses: tuple[PerkUse, ...], perk: str, *, at: datetime
) -> tuple[PerkUse, ...]:
    """The uses with one more, without those of the perk that count no longer, in order of time.

    Without a limit nothing is kept: who had what, and when, is nobody's business.
    """
    if limit is None:
        return tuple(use for use in uses if use.perk != perk)
    span = timedelta(days=limit.days)
    kept = [use for use in uses if use.perk != perk or use.at + span > at]
    return tuple(sorted((*kept, PerkUse(perk=perk, at=at)), key=lambda use: (use.at, use.perk)))


def without_use(uses: tuple[PerkUse, ...], perk: str, *, at: datetime) -> tuple[PerkUse, ...]:
    """The uses without one of `perk` at `at`: what was called off does not count."""
    gone = PerkUse(perk=perk, at=at)
    if gone not in uses:
        return uses
    place = uses.index(gone)
    return (*uses[:place], *uses[place + 1 :])
