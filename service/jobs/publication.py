"""When scores are published, and which cycle comes next. Pure."""

from datetime import datetime, timedelta
from typing import NamedTuple

from rewards.economy import Cadence
from rewards.refusal import Refusal
from service.jobs.cycle import Cycle, cycle_as_of
from service.jobs.when import Trigger, daily, monthly
from service.programme import Programme


class Next(NamedTuple):
    """A publication that has not been: what it will be about, and when it will be due."""

    cycle: Cycle
    due: datetime


def publication(programme: Programme) -> Trigger:
    """The 6th: the month's end, 72 hours for late events, and a day for people to look."""
    if programme.numbers.score.cadence is Cadence.DAILY:
        return daily(hour=0)(programme)
    return monthly(day=6, hour=0)(programme)


def next_publication(programme: Programme, now: datetime, *, before: timedelta) -> Next:
    """The first publication whose cut-off is more than `before` away."""
    trigger, due = publication(programme), now
    while True:
        due = trigger(due)
        cycle = cycle_as_of(programme, due)
        if not isinstance(cycle, Refusal) and now < cycle.cut_off - before:
            return Next(cycle, due)
