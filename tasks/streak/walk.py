"""Go through the days of a streak in order: what each done and each missed one makes of it."""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from tasks.numbers import StreakNumbers
from tasks.streak.streak import Rest, Streak

WEEK_DAYS = 7
_DAY = timedelta(days=1)


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """A full week of a streak, the `number`-th in a row, reached on `day`."""

    day: date
    number: int


class Walked(msgspec.Struct, frozen=True, kw_only=True):
    """The streak up to a date, and the weeks it reached on the way."""

    streak: Streak
    weeks: tuple[Week, ...] = ()


def walk(streak: Streak, before: date, numbers: StreakNumbers) -> Walked:
    """The streak once all days before `before` are taken as they are. Never goes back.

    A day done counts one, and every `freeze_days` of them earn a freeze, up to `freezes_max`. A
    day missed uses a freeze, and without one the streak ends.
    """
    until = None if streak.until is None else date.fromisoformat(streak.until)
    current, best, freezes = streak.current, streak.best, streak.freezes
    weeks: list[Week] = []
    for day in _done(streak, before):
        current, freezes = _miss(current, freezes, missed(until, day, streak.rests))
        current += 1
        best = max(best, current)
        if current % numbers.freeze_days == 0:
            freezes = max(freezes, min(freezes + 1, numbers.freezes_max))
        if current % WEEK_DAYS == 0:
            weeks.append(Week(day=day, number=current // WEEK_DAYS))
        until = day
    if until is None:
        return Walked(streak=streak)
    if until < before - _DAY:
        current, freezes = _miss(current, freezes, missed(until, before, streak.rests))
        until = before - _DAY
    label = until.isoformat()
    after = Streak(
        until=label,
        current=current,
        best=best,
        freezes=freezes,
        recent=tuple(each for each in streak.recent if each.day > label),
        rests=tuple(each for each in streak.rests if each.last > label),
    )
    return Walked(streak=after, weeks=tuple(weeks))


def missed(until: date | None, day: date, rests: tuple[Rest, ...]) -> int:
    """How many dates between the two, which do not count themselves, were nothing but missed."""
    if until is None:
        return 0
    first, last = until + _DAY, day - _DAY
    rested = sum(
        max(0, (min(last, end) - max(first, start)).days + 1)
        for start, end in ((_date(each.first), _date(each.last)) for each in rests)
    )
    return max(0, (last - first).days + 1 - rested)


def _done(streak: Streak, before: date) -> Iterator[date]:
    days = (_date(each.day) for each in streak.recent)
    return (day for day in days if day < before)


def _miss(current: int, freezes: int, days: int) -> tuple[int, int]:
    # Freezes are used day by day: nobody knows in the morning how long somebody will stay away.
    return (current, freezes - days) if days <= freezes else (0, 0)


def _date(day: str) -> date:
    return date.fromisoformat(day)
