"""Grant: what caps and budgets leave of an award, and which of them took the rest."""

from collections.abc import Iterable
from datetime import date

import msgspec

from tasks.kinds import Limit, Overflow
from tasks.limits.campaign import Campaign
from tasks.limits.earned import Earned, earned_on
from tasks.numbers import TaskNumbers
from tasks.refusals import CapReached
from tasks.task import Task


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """What a cap or budget still covers, and what happens beyond."""

    limit: Limit
    left: int
    overflow: Overflow


class Granted(msgspec.Struct, frozen=True, kw_only=True):
    """`seeds` of those `asked` are paid, maybe none; `reduced_by` names what took the rest."""

    seeds: int
    asked: int
    reduced_by: tuple[Limit, ...] = ()


def grant(task: Task, asked: int, rooms: Iterable[Room]) -> Granted | CapReached:
    """The least of what is asked for and what each of `rooms` covers.

    The first in order that covers too little and rejects is the refusal; otherwise the answer names
    those that cover the least. The order of completions decides who gets the last seeds of a
    budget: that much depends on the order, and no more than the budget is given in any.
    """
    short = [room for room in rooms if room.left < asked]
    for room in short:
        if room.overflow is Overflow.REJECT:
            return CapReached(task=task.id, limit=room.limit, seeds=asked, left=room.left)
    seeds = min((room.left for room in short), default=asked)
    by = tuple(room.limit for room in short if room.left == seeds)
    return Granted(seeds=seeds, asked=asked, reduced_by=by)


def caps(
    earned: tuple[Earned, ...], day: date, campaign: Campaign | None, numbers: TaskNumbers
) -> tuple[Room, ...]:
    """What a member's own caps cover on a date: the programme's, and the campaign's if it has one.

    A date counts by when something was done, so a late report uses the room of its own date.
    """
    whole = Room(
        limit=Limit.MEMBER_DAY,
        left=max(0, numbers.seeds_day_max - earned_on(earned, day)),
        overflow=numbers.seeds_day_overflow,
    )
    if campaign is None or campaign.day_seeds_max is None:
        return (whole,)
    left = campaign.day_seeds_max - earned_on(earned, day, campaign.id)
    own = Room(limit=Limit.CAMPAIGN_DAY, left=max(0, left), overflow=campaign.overflow)
    return (whole, own)
