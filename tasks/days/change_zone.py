"""Change the zone: what a member who has moved, or travels, asks for."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rewards.calendar import day_start, is_zone, local_date
from tasks.days.calendar import Calendar, EarlierZone, zone_at
from tasks.numbers import TaskNumbers
from tasks.refusals import UnknownZone, ZoneChangedRecently

NOTICE = timedelta(hours=1)
"""A change acts no sooner than this after it is asked for. No clock may be further ahead, so the
zone of an event that could have been reported before never changes any more."""

_DAY = timedelta(days=1)
_MARGIN = 3 * _DAY
"""A zone that was left so long before an event has no part in its date any more."""


def change_zone(
    calendar: Calendar, zone: str, *, at: datetime, numbers: TaskNumbers
) -> Calendar | UnknownZone | ZoneChangedRecently:
    """The calendar of a member who asks at `at` (server time) to live in `zone`.

    It acts at the next local midnight that is at least `NOTICE` away, and `zone_change_days` after
    the last change at the earliest. A change that has not come that near can be taken back, by
    asking for the zone in force, or replaced. Asking for what is already so changes nothing.
    """
    if not is_zone(zone):
        return UnknownZone(zone=zone)
    if zone == calendar.zone:
        return calendar
    base = _without_pending(calendar, at)
    if zone == base.zone:
        return base
    if base.earlier:
        next_at = base.earlier[-1].until + timedelta(days=numbers.zone_change_days)
        if at < next_at:
            return ZoneChangedRecently(
                zone=base.zone, changed_at=base.earlier[-1].until, next_at=next_at
            )
    left = EarlierZone(zone=base.zone, until=_switch_at(base.zone, zone, at + NOTICE))
    oldest = at - _remembered(numbers)
    kept = tuple(each for each in base.earlier if each.until > oldest)
    return Calendar(zone=zone, earlier=(*kept, left))


def pending_from(calendar: Calendar, at: datetime) -> datetime | None:
    """When a change that was asked for and has not come yet will act, None if there is none."""
    until = calendar.earlier[-1].until if calendar.earlier else at
    return until if until > at else None


def _without_pending(calendar: Calendar, at: datetime) -> Calendar:
    if not calendar.earlier or calendar.earlier[-1].until <= at + NOTICE:
        return calendar
    return Calendar(zone=zone_at(calendar, at), earlier=calendar.earlier[:-1])


def _remembered(numbers: TaskNumbers) -> timedelta:
    """How old the zones are that an account remembers: changes are days apart, so they are few."""
    reported = timedelta(hours=numbers.late_hours_max)
    return max(reported, timedelta(days=numbers.reversal_days_max)) + _MARGIN


def _switch_at(old: str, new: str, after: datetime) -> datetime:
    """The first midnight in `old` later than `after`; to the far east half a day or so later.

    Where it is past noon in `new` at that midnight, the date that begins would last only the rest
    of the day there; a whole day ahead it would be skipped. Then the old zone goes on until noon
    of the date after it in the new one, and each of the two has ten hours at least.
    """
    tomorrow = local_date(after, old) + _DAY
    midnight = day_start(tomorrow, old)
    if midnight <= _noon(tomorrow, new):
        return midnight
    return _noon(tomorrow + _DAY, new)


def _noon(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(12), tzinfo=ZoneInfo(zone)).astimezone(UTC)
