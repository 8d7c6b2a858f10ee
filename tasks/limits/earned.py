"""What an account has earned from tasks on recent dates: what its caps are measured by.

To be stored in the account. It is bounded by the dates of the late window and the campaigns of
each.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from rewards.ledger.amount import Amount
from tasks.streak.streak import Day


class Earned(msgspec.Struct, frozen=True, kw_only=True):
    """Seeds of one date: all of them, or those of one campaign."""

    day: Day
    seeds: Amount
    campaign: str | None = None


def earned_on(earned: Iterable[Earned], day: date, campaign: str | None = None) -> int:
    """Seeds of a date; of everything, or of one campaign."""
    label = day.isoformat()
    return sum(each.seeds for each in earned if (each.day, each.campaign) == (label, campaign))


def earn_on(
    earned: tuple[Earned, ...], day: date, seeds: int, *, campaign: str | None, since: date
) -> tuple[Earned, ...]:
    """What is earned once `seeds` of a completion on `day` are added, or taken off if negative.

    Dates before `since`, of which nothing can be reported any more, are forgotten. What a revoked
    completion had earned is room again, on its own date.
    """
    label, oldest = day.isoformat(), since.isoformat()
    sums = {(each.day, each.campaign): each.seeds for each in earned if each.day >= oldest}
    for key in {(label, None), (label, campaign)} if label >= oldest else ():
        sums[key] = sums.get(key, 0) + seeds
    return tuple(
        Earned(day=each, seeds=total, campaign=of)
        for (each, of), total in sorted(sums.items(), key=lambda one: (one[0][0], one[0][1] or ""))
        if total > 0
    )
