"""A streak as it is stored: what is final, and the days that may still change.

To be stored in the account, where it is bounded by the days of the late window. `count_day` is
called for every event that was newly counted (`Counted.gained`) and `take_back_day` for every one
that stood and was taken back (`Counted.lost`), in the same transaction; so an event that is
reported twice comes here once, and the order of reports does not matter. Days are those of events,
not of completions: which event completes a task depends on the order, on which days there were
some does not.
"""

from datetime import date, timedelta
from typing import Annotated

import msgspec

Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
"""An ISO date."""

Count = Annotated[int, msgspec.Meta(ge=0)]


class DayCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many events of `day` stand."""

    day: Day
    count: Annotated[int, msgspec.Meta(ge=1)]


class Rest(msgspec.Struct, frozen=True, kw_only=True):
    """Dates on which nothing is expected, both included: the membership was paused."""

    first: Day
    last: Day


class Streak(msgspec.Struct, frozen=True, kw_only=True):
    """Days in a row, as they stand at the end of the date `until`; None before the first one.

    current: days done without a day missed; a day that a freeze saved is neither.
    best:    the most there ever were.
    freezes: days that may be missed without an end of the streak.
    recent:  days done after `until`, in order. rests: those that may still matter, in order.
    """

    until: Day | None = None
    current: Count = 0
    best: Count = 0
    freezes: Count = 0
    recent: tuple[DayCount, ...] = ()
    rests: tuple[Rest, ...] = ()


def count_day(streak: Streak, day: date) -> Streak:
    """The streak with one more event on `day`; the same if that day is final."""
    return _changed(streak, day, 1)


def take_back_day(streak: Streak, day: date) -> Streak:
    """The streak with an event of `day` taken back; the same if that day is final."""
    return _changed(streak, day, -1)


def rest(streak: Streak, first: date, last: date) -> Streak:
    """The streak of a member who was paused from `first` to `last`, for which nothing is missed.

    To be called when the membership is resumed; a paused account is not settled meanwhile.
    """
    if last < first:
        return streak
    taken = Rest(first=first.isoformat(), last=last.isoformat())
    ordered = sorted((*streak.rests, taken), key=lambda each: (each.first, each.last))
    return msgspec.structs.replace(streak, rests=_merged(ordered))


def _changed(streak: Streak, day: date, by: int) -> Streak:
    label = day.isoformat()
    if streak.until is not None and label <= streak.until:
        return streak
    counts = {each.day: each.count for each in streak.recent}
    counts[label] = max(0, counts.get(label, 0) + by)
    recent = tuple(
        DayCount(day=each, count=count) for each, count in sorted(counts.items()) if count
    )
    return msgspec.structs.replace(streak, recent=recent)


def _merged(ordered: list[Rest]) -> tuple[Rest, ...]:
    """Rests that touch or overlap become one: each date is in one of them at most."""
    found: list[Rest] = []
    for each in ordered:
        if found and date.fromisoformat(each.first) <= _after(found[-1].last):
            before = found.pop()
            found.append(Rest(first=before.first, last=max(before.last, each.last)))
        else:
            found.append(each)
    return tuple(found)


def _after(day: Day) -> date:
    return date.fromisoformat(day) + timedelta(days=1)
