"""Soon: what withers or expires in the next days, by the day on which it goes.

By UTC days and not by single awards: who does seven tasks a day is reminded once. A day is told
when all of it is near enough, so nothing joins it afterwards but what comes back to a lot.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

import msgspec

from rewards.calendar import Instant, day_end
from rewards.economy import LedgerNumbers
from rewards.ledger.purse import Purse


class Leaving(msgspec.Struct, frozen=True, kw_only=True):
    """`seeds` in so many awards or lots go on the UTC day `day`, the first of them at `at`."""

    day: str
    seeds: int
    parts: int
    at: Instant


def withering_soon(
    purse: Purse, *, at: datetime, by: datetime, numbers: LedgerNumbers
) -> tuple[Leaving, ...]:
    """What is ripe at `at` and was to wither within `withering_notice_days` as of `by`."""
    entries = ((entry.withers_at, entry.amount) for entry in purse.basket)
    return _by_day(entries, at, by + timedelta(days=numbers.withering_notice_days))


def expiring_soon(
    purse: Purse, *, at: datetime, by: datetime, numbers: LedgerNumbers
) -> tuple[Leaving, ...]:
    """What can be spent at `at` and was to expire within `expiry_notice_days` as of `by`."""
    lots = ((lot.expires_at, lot.amount) for lot in purse.lots)
    return _by_day(lots, at, by + timedelta(days=numbers.expiry_notice_days))


def _by_day(
    parts: Iterable[tuple[datetime, int]], at: datetime, until: datetime
) -> tuple[Leaving, ...]:
    """Whole days up to the one of `until`; basket and lots are in order of time."""
    near = [(goes, amount) for goes, amount in parts if at < goes < day_end(until)]
    days = groupby(near, key=lambda part: part[0].date())
    return tuple(_leaving(day.isoformat(), list(group)) for day, group in days)


def _leaving(day: str, parts: list[tuple[datetime, int]]) -> Leaving:
    return Leaving(
        day=day,
        seeds=sum(amount for _, amount in parts),
        parts=len(parts),
        at=min(goes for goes, _ in parts),
    )
