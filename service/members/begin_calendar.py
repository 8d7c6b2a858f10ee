"""By which dates a member lives who joins, or comes back. Pure."""

from datetime import datetime

from rewards.calendar import is_zone
from service.members.account import Account
from tasks.days.calendar import Calendar
from tasks.days.change_zone import change_zone
from tasks.numbers import TaskNumbers
from tasks.refusals import UnknownZone, ZoneChangedRecently


def calendar_from(
    account: Account, zone: str, *, at: datetime, numbers: TaskNumbers
) -> Calendar | UnknownZone:
    """The calendar of a member who says at `at` to live in `zone`.

    Who comes back has dates already: another zone acts from a midnight on, as for everybody who
    moves. Who has moved too recently comes back to where they were; a zone is no reason to refuse.
    """
    if not is_zone(zone):
        return UnknownZone(zone=zone)
    if account.active_since is None:
        return Calendar(zone=zone)
    moved = change_zone(account.calendar, zone, at=at, numbers=numbers)
    return account.calendar if isinstance(moved, ZoneChangedRecently) else moved
