"""Which cycle of scores a time publishes, and up to when its evidence counts. Pure."""

from datetime import UTC, datetime, timedelta

import msgspec

from rewards.calendar import Instant, day_start, local_date
from rewards.economy import Cadence
from rewards.refusal import Refusal
from service.programme import Programme

LAST_INSTANT = timedelta(milliseconds=1)


class Cycle(msgspec.Struct, frozen=True, kw_only=True):
    """`id` and `cut_off` say the same: no cycle has two cut-offs. Evidence at `cut_off` counts."""

    id: str
    cut_off: Instant


class CycleNotOver(Refusal, frozen=True, kw_only=True):
    """Late events of the month may still arrive."""

    cycle: str
    complete_at: Instant

    def detail(self) -> str:
        return (
            f"Scores of {self.cycle} cannot be published before "
            f"{self.complete_at.isoformat()}: until then late events of that month count."
        )


def cycle_as_of(programme: Programme, as_of: datetime) -> Cycle | CycleNotOver:
    """The cycle that a publication as of then is about.

    Monthly: the month before, in the programme's zone, once its late events are in. Daily: all
    that has happened by then; named by the date at midnight, else by the time.
    """
    if programme.numbers.score.cadence is Cadence.DAILY:
        return Cycle(id=_name(as_of, programme.zone), cut_off=as_of)
    month = local_date(as_of, programme.zone).replace(day=1)
    end = day_start(month, programme.zone)
    name = f"{month - timedelta(days=1):%Y-%m}"
    complete_at = end + timedelta(hours=programme.numbers.tasks.late_hours_max)
    if as_of < complete_at:
        return CycleNotOver(cycle=name, complete_at=complete_at)
    return Cycle(id=name, cut_off=end - LAST_INSTANT)


def _name(as_of: datetime, zone: str) -> str:
    day = local_date(as_of, zone)
    if as_of == day_start(day, zone):
        return day.isoformat()
    return f"{as_of.astimezone(UTC):%Y-%m-%dT%H%M%S}.{as_of.microsecond // 1000:03d}Z"
