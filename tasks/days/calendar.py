"""A member's calendar: the zones they have lived in, and the date of any moment in them.

To be stored in the account: `zone` as the field it is, `earlier` as a field that is empty by
default. An account whose zone never changed needs nothing else.

* Every moment has exactly one date, and dates never go back as time goes on.
* No date is skipped: a streak never breaks because of a flight.
* The date of a moment never changes once the moment can be reported; see `change_zone`.
* A day may be as short as some ten hours and as long as two days and a few hours.
"""

from datetime import date, datetime, timedelta

import msgspec

from rewards.calendar import Instant, local_date

_TICK = timedelta(milliseconds=1)


class EarlierZone(msgspec.Struct, frozen=True, kw_only=True):
    """The member lived in the IANA `zone` until before `until`."""

    zone: str
    until: Instant


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """`earlier` zones in order of time, then `zone`; the last change may not have come yet.

    Kept are those that an event may have happened in which can still be reported or taken back.
    """

    zone: str
    earlier: tuple[EarlierZone, ...] = ()


def zone_at(calendar: Calendar, at: datetime) -> str:
    """The zone in force at `at`."""
    return next((past.zone for past in calendar.earlier if at < past.until), calendar.zone)


def day_of(calendar: Calendar, at: datetime) -> date:
    """The date of `at`.

    It is the date on the wall, except after a flight over the date line to the west by more than
    a day: there the day of the change goes on until the calendar on the wall has caught up.
    """
    day = local_date(at, zone_at(calendar, at))
    before = [past for past in calendar.earlier if past.until <= at]
    return max(day, last_day(before[-1])) if before else day


def last_day(past: EarlierZone) -> date:
    """The date on the wall in an earlier zone just before it was left."""
    return local_date(past.until - _TICK, past.zone)
