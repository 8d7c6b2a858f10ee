"""What opens the next level soonest: a few habits, each tried alone at a few days.

No more than that is searched, and the answer says so: it is a hint, not a promise.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

import msgspec

from rewards.economy import Habit, WhatIfNumbers
from rewards.score.answer import Score
from rewards.score.evidence import Status
from rewards.score.scheme import Level, Scheme
from rewards.score.what_if.life import Life
from rewards.score.what_if.suppose import curable


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """A way that reaches a level by the day `days` from now, the first of those looked at.

    `habit` is kept from now on; None: all that can be made good is made good now.
    """

    habit: Habit | None
    days: int
    value: int


def next_level(score: Score, scheme: Scheme) -> Level | None:
    """The level above the one that a score is in; None above the highest."""
    higher = [level for level in scheme.levels if level.at_least > score.value]
    return min(higher, key=lambda level: level.at_least, default=None)


def soonest(life: Life, level: Level, scheme: Scheme, numbers: WhatIfNumbers) -> list[Opening]:
    """What reaches `level`, soonest first, then most points; empty if nothing tried does."""
    found = [*_cured(life, level, scheme), *_habits(life, level, numbers)]
    return sorted(found, key=lambda each: (each.days, -each.value))


def _cured(life: Life, level: Level, scheme: Scheme) -> Iterator[Opening]:
    broken = curable(life, scheme)
    if not broken:
        return
    better = life.copy()
    known = better.evidence()
    for each in broken:
        better.stands(known[each], Status.CURED)
    value = _reached(better, level)
    if value is not None:
        yield Opening(habit=None, days=0, value=value)


def _habits(life: Life, level: Level, numbers: WhatIfNumbers) -> Iterator[Opening]:
    for habit in numbers.habits:
        tried, past = life.copy(), 0
        for days in numbers.search_days:
            _keep(tried, habit, life, range(past + 1, days + 1))
            tried.forward(life.at + timedelta(days=days))
            past, value = days, _reached(tried, level)
            if value is not None:
                yield Opening(habit=habit, days=days, value=value)
                break


def _keep(tried: Life, habit: Habit, life: Life, days: Iterable[int]) -> None:
    for day in days:
        due = [each.evidence for each in habit.pieces if day % each.every_days == 0]
        if due:
            tried.forward(life.at + timedelta(days=day))
        for kind in due:
            tried.happens(kind)


def _reached(life: Life, level: Level) -> int | None:
    found = life.score()
    reached = isinstance(found, Score) and found.value >= level.at_least
    return found.value if isinstance(found, Score) and reached else None
