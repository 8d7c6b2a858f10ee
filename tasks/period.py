"""Which period an event belongs to: the third part of an award's id."""

from datetime import datetime

from rewards.calendar import is_zone, iso_week, local_date
from tasks.refusals import UnknownZone
from tasks.task import Task, TaskKind


def period_of(task: Task, at: datetime, zone: str) -> str | UnknownZone:
    """`once`, the date (`2026-03-04`) or the ISO week (`2026-W10`) of `at` in the IANA `zone`."""
    if not is_zone(zone):
        return UnknownZone(zone=zone)
    day = local_date(at, zone)
    match task.kind:
        case TaskKind.ONCE:
            return "once"
        case TaskKind.DAILY:
            return day.isoformat()
        case TaskKind.WEEKLY:
            return iso_week(day)
