"""How a day is closed: begun, filled leaf by leaf in order of booking, signed. One at a time.

Whoever looks finds in one document how far it has come, so it can be cut anywhere and continued by
anybody. A transfer that turns up too late for its own day is a leaf of the next one.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

import msgspec

from rewards.calendar import Instant, day_start, local_date
from rewards.ledger.days.head import BEFORE_THE_FIRST, Head, SignedHead, hash_of_head
from rewards.ledger.days.tree import CHUNK, day_root

LATE = timedelta(hours=1)
"""How long after its time a transfer may still turn up, by the server's clock: the path gives up
after ten seconds, and a process that has not heard of a sandbox's new time follows in one."""

ONE = timedelta(days=1)


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a chunk ended, in order of time and id."""

    at: Instant
    id: str


class Span(NamedTuple):
    """A date and its ends in the zone."""

    day: str
    zone: str
    ends_at: datetime


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """The day that is being closed, or the one closed last if it is not `open`.

    Its leaves are the transfers from `since` (None: from the first of all) to before `ends_at` that
    are in no earlier day; `place` is the last one so far. Those from `starts_at` on are in none for
    sure. `roots` are those of the `size` leaves' chunks, `begun_at` is the server's time.
    """

    id: str
    day: str
    zone: str
    since: Instant | None
    starts_at: Instant | None
    ends_at: Instant
    begun_at: Instant
    previous: str
    place: Place | None = None
    roots: bytes = b""
    size: int = 0
    open: bool = True
    version: int = 1


class LedgerDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day that is closed for good. `id` is the date, `ends_at` as in its head, `roots` are those
    of its chunks of leaves.

    `begun_at` is the server's time when the search for leaves began, `over_at` a server's time at
    which the day was over.
    """

    id: str
    ends_at: Instant
    signed: SignedHead
    roots: bytes
    begun_at: Instant
    over_at: Instant


class Leaves(msgspec.Struct, frozen=True, kw_only=True):
    """A chunk of the leaves of a day: the transfers' ids in order, and their hashes in one run.

    It stays as it is whatever is erased elsewhere.
    """

    id: str
    day: str
    number: int
    ids: tuple[str, ...]
    hashes: bytes


class SaltKey(msgspec.Struct, frozen=True, kw_only=True):
    """What gives the salts of an account's leaves; a subject's transfers have one too.

    An erasure sets `key` to None and leaves the document, so that no second key is ever made: what
    comes later gets a salt that nobody keeps.
    """

    id: str
    key: bytes | None
    made_at: Instant
    version: int = 1


def leaves_id(day: str, number: int) -> str:
    """`<day>:<number>`; in order of id they are in order of number."""
    return f"{day}:{number:06d}"


def next_day(last: Closing | None, first: datetime | None, zone: str) -> Span | None:
    """The day to close: the one after the last, or that of the first transfer of all, if any."""
    if last is not None:
        day, least = date.fromisoformat(last.day) + ONE, last.ends_at
    elif first is not None:
        day = local_date(first, zone)
        least = first
    else:
        return None
    # The programme may have moved to a zone where the day is over before the last one was.
    return Span(day.isoformat(), zone, max(day_start(day + ONE, zone), least))


def closes_at(span: Span, minutes: int) -> datetime:
    """When a day may be closed: so many minutes late."""
    return span.ends_at + timedelta(minutes=minutes)


def next_closing(at: datetime, zone: str, now: datetime, minutes: int) -> datetime:
    """When what was booked at `at` will be in a closed day: with its own, or with the next to be
    closed if that is over."""
    day = max(local_date(at, zone), local_date(now - timedelta(minutes=minutes), zone))
    return day_start(day + ONE, zone) + timedelta(minutes=minutes)


def looked_for_since(newest_first: Iterable[LedgerDay]) -> datetime | None:
    """From when on a transfer may be in no day yet: the end of the newest day whose late transfers
    must have turned up before the search for the last closed day's leaves began. None: ever."""
    last: datetime | None = None
    for day in newest_first:
        last = last or day.begun_at
        if day.over_at + LATE <= last:
            return day.ends_at
    return None


def begin(
    last: Closing | None, span: Span, *, id_: str, since: datetime | None, at: datetime
) -> Closing:
    """A day, with no leaf yet. `at` is the server's time, before anything was searched for."""
    return Closing(
        id=id_,
        day=span.day,
        zone=span.zone,
        since=since,
        starts_at=last.ends_at if last else None,
        ends_at=span.ends_at,
        begun_at=at,
        previous=last.previous if last else BEFORE_THE_FIRST,
        version=last.version if last else 1,
    )


def number_of(closing: Closing) -> int:
    """The number of its next chunk."""
    return closing.size // CHUNK


def with_leaves(closing: Closing, chunk_root: bytes, count: int, last: Place) -> Closing:
    """With one more chunk. ValueError if the one before was not full: then it was the last."""
    if closing.size % CHUNK or not 1 <= count <= CHUNK:
        raise ValueError(f"{closing.day} has {closing.size} leaves: no chunk of {count} follows")
    return msgspec.structs.replace(
        closing, roots=closing.roots + chunk_root, size=closing.size + count, place=last
    )


def head_of(closing: Closing, *, closed_at: datetime, key: str) -> Head:
    """What is to be signed once there is no more leaf."""
    return Head(
        day=closing.day,
        zone=closing.zone,
        ends_at=closing.ends_at,
        size=closing.size,
        root=day_root(closing.roots).hex(),
        previous=closing.previous,
        closed_at=closed_at,
        key=key,
    )


def close(closing: Closing, head: Head) -> Closing:
    """Closed: the next day names this head as the one before."""
    return msgspec.structs.replace(closing, open=False, previous=hash_of_head(head))
