"""The two clocks, and the one precision in which time is kept.

*Server time* is for what processes agree on or what protects: leases, tokens, passes, windows.
*Domain time* is the same plus the programme's stored offset, for cycles, seasons, locks and expiry;
it only moves forwards. Rules never read a clock: time is an argument, taken once per request.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Protocol

MICROSECONDS_PER_MS = 1000
MS = timedelta(milliseconds=1)
NO_OFFSET = timedelta(0)


def cut(at: datetime) -> datetime:
    """`at` cut down to whole milliseconds, which is all that BSON keeps. ValueError if not UTC."""
    if at.utcoffset() != NO_OFFSET:
        raise ValueError(f"time must be in UTC and say so, not {at.isoformat()}")
    milliseconds = at.microsecond // MICROSECONDS_PER_MS
    return at.replace(microsecond=milliseconds * MICROSECONDS_PER_MS, tzinfo=UTC)


class Clock(Protocol):
    """Where the shell takes the time from. Every answer is UTC and cut to milliseconds."""

    def server_now(self) -> datetime:
        """This machine's time. Where processes must agree, ask the database instead."""

    def domain_now(self) -> datetime:
        """The programme's time: the server's plus the offset."""

    @property
    def offset(self) -> timedelta:
        """By how much domain time is ahead."""

    def follow(self, offset: timedelta) -> None:
        """Takes over the stored offset; a smaller one than known is old news. ValueError below
        zero."""

    async def moved(self, since: timedelta) -> None:
        """Returns once the offset is another one than `since`."""

    def ahead_of_database(self) -> timedelta:
        """How much later than the database's clock this one means to be: zero, if it is in use."""


class Offset:
    """By how much domain time is ahead of the server's: the half that all clocks share."""

    def __init__(self) -> None:
        self._offset = NO_OFFSET
        self._moved = asyncio.Event()

    @property
    def offset(self) -> timedelta:
        """By how much domain time is ahead."""
        return self._offset

    def follow(self, offset: timedelta) -> None:
        """Forwards only: whatever order the news come in. ValueError below zero."""
        if _forwards(offset) > self._offset:
            self._offset = offset
            self._moved.set()
            self._moved = asyncio.Event()

    async def moved(self, since: timedelta) -> None:
        """Returns once the offset is another one than `since`."""
        while self._offset == since:
            await self._moved.wait()


class SystemClock(Offset):
    """The machine's clock. It may jump back; what must not happen twice has a derived id."""

    def server_now(self) -> datetime:
        """The machine's time."""
        return cut(datetime.now(UTC))

    def domain_now(self) -> datetime:
        """The machine's time plus the programme's offset."""
        return cut(self.server_now() + self.offset)

    def ahead_of_database(self) -> timedelta:
        """It means to be the same."""
        return NO_OFFSET


class FixedClock(Offset):
    """A clock that stands still until a scenario moves it.

    The server's time may be set back, as on any machine; domain time then stands still.
    """

    def __init__(self, at: datetime) -> None:
        """Both clocks start at `at`. ValueError if that is not UTC."""
        super().__init__()
        self._server = self._domain = cut(at)

    def server_now(self) -> datetime:
        """The time last set."""
        return self._server

    def domain_now(self) -> datetime:
        """The latest time ever set, plus the programme's offset."""
        return cut(self._domain + self.offset)

    def ahead_of_database(self) -> timedelta:
        """From now to the latest time ever set. Below zero for a clock of the past."""
        return self._domain - datetime.now(UTC)

    def set(self, at: datetime) -> None:
        """Sets the server's time, either way. ValueError if `at` is not UTC."""
        self._server = cut(at)
        self._domain = max(self._domain, self._server)

    def advance(self, by: timedelta) -> None:
        """Moves the server's time on. ValueError below zero."""
        self.set(self._server + _forwards(by))


class StandingClock:
    """Another clock whose domain time stands at one moment: a job runs as of exactly then."""

    def __init__(self, clock: Clock, at: datetime) -> None:
        """`at` is domain time. ValueError if it is not UTC."""
        self._clock, self._at = clock, cut(at)

    @property
    def offset(self) -> timedelta:
        """The other clock's."""
        return self._clock.offset

    def server_now(self) -> datetime:
        """Goes on."""
        return self._clock.server_now()

    def domain_now(self) -> datetime:
        """Stands."""
        return self._at

    def follow(self, offset: timedelta) -> None:
        """Tells the other clock."""
        self._clock.follow(offset)

    async def moved(self, since: timedelta) -> None:
        """The other clock's."""
        await self._clock.moved(since)

    def ahead_of_database(self) -> timedelta:
        """The other clock's."""
        return self._clock.ahead_of_database()


def _forwards(by: timedelta) -> timedelta:
    if by < NO_OFFSET:
        raise ValueError(f"domain time only moves forwards, not by {by}")
    return by
