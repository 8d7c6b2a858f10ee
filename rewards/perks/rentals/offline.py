"""Offline: authorised beforehand for one till, and brought in by it once it has a network again."""

from datetime import datetime, timedelta

import msgspec

from rewards.economy import RentalNumbers
from rewards.perks.perk import Perk
from rewards.perks.rentals.authorise import Booked, authorise
from rewards.perks.rentals.hand_over import hand_over
from rewards.perks.rentals.line import Line
from rewards.perks.rentals.refusals import (
    NotOffline,
    OfflinePassUnknown,
    OfflinePassUsed,
    TooLongOffline,
    UploadTooLate,
    UsedOutsidePass,
)
from rewards.perks.rentals.remind import with_reminder
from rewards.perks.rentals.rental import Offline, Rental, RentalState
from rewards.refusal import Refusal


def may_be_offline(
    perk: Perk, hours: int, numbers: RentalNumbers
) -> NotOffline | TooLongOffline | None:
    """None if `perk` can be promised to a till for so many hours."""
    if perk.rental is None or not perk.rental.offline:
        return NotOffline(perk=perk.id)
    if hours > numbers.offline_hours_max:
        return TooLongOffline(wanted=hours, most=numbers.offline_hours_max)
    return None


def issue_offline(
    quoted: Rental,
    line: Line,
    *,
    terminal: str,
    hours: int,
    key: str,
    limit: int,
    at: datetime,
    numbers: RentalNumbers,
) -> Booked | Refusal:
    """The quote, authorised for `terminal`. The line holds it until no till can bring it in any
    more: two tills without a network cannot give out more than there is. `key` is the public key
    that its pass is signed with."""
    booked = authorise(quoted, line, limit=limit, at=at, numbers=numbers)
    if isinstance(booked, Refusal):
        return booked
    # The token has whole seconds; a moment less is no loss.
    until = (at + timedelta(hours=hours)).replace(microsecond=0)
    sealed = msgspec.structs.replace(
        booked.rental,
        offline=Offline(terminal=terminal, until=until),
        pass_key=key,
        ends_at=until + timedelta(hours=numbers.upload_hours),
    )
    return Booked(rental=sealed, line=booked.line)


def bring_in(
    rental: Rental,
    *,
    terminal: str,
    handed_over_at: datetime,
    at: datetime,
    numbers: RentalNumbers,
) -> Rental | Refusal:
    """The rental, active since the till gave it out. The same use again changes nothing."""
    offline = rental.offline
    if offline is None or offline.terminal != terminal:
        return OfflinePassUnknown()
    if rental.handed_over_at is not None:
        same = rental.handed_over_at == handed_over_at
        return rental if same else OfflinePassUsed(handed_over_at=rental.handed_over_at)
    if rental.state is RentalState.CANCELLED or (rental.ends_at and rental.ends_at <= at):
        return UploadTooLate(ended_at=rental.ends_at or rental.state_at)
    earliest = rental.authorised_at or rental.at
    ahead = at + timedelta(minutes=numbers.till_ahead_minutes)
    latest = min(ahead, offline.until - timedelta(milliseconds=1))
    if not earliest <= handed_over_at <= latest:
        return UsedOutsidePass(handed_over_at=handed_over_at, earliest=earliest, latest=latest)
    lent = hand_over(rental, at=handed_over_at, numbers=numbers)
    # Nobody is reminded now of what would have been reminded of then.
    return lent if isinstance(lent, Refusal) else with_reminder(lent, after=at, numbers=numbers)
