"""The two clocks, and the one precision in which time is kept.

*Server time* is for what processes agree on or what protects: leases, tokens, passes, windows.
*Domain time* is the same plus a programme's stored offset, for cycles, seasons, locks and expiry;
it only moves forwards. Rules never read a clock: time is an argument, taken once per request.
"""

from datetime import UTC, datetime, timedelta
from typing import Protocol

MICROSECONDS_PER_MS = 1000
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

    def domain_now(self, offset: timedelta = NO_OFFSET) -> datetime:
        """The programme's time. ValueError for an offset below zero."""

    def ahead_of_database(self) -> timedelta:
        """How much later than the database's clock this one means to be: zero, if it is in use."""


class SystemClock:
    """The machine's clock. It may jump back; what must not happen twice has a derived id."""

    def server_now(self) -> datetime:
        """The machine's time."""
        return cut(datetime.now(UTC))

    def domain_now(self, offset: timedelta = NO_OFFSET) -> datetime:
        """The machine's time plus the programme's offset. ValueError below zero."""
        return cut(self.server_now() + _forwards(offset))

    def ahead_of_database(self) -> timedelta:
        """It means to be the same."""
        return NO_OFFSET


class FixedClock:
    """A clock that somebody moves: the sandbox's operator, a scenario.

    The server's time may be set back, as on any machine; domain time then stands still.
    """

    def __init__(self, at: datetime) -> None:
        """Both clocks start at `at`. ValueError if that is not UTC."""
        self._server = self._domain = cut(at)

    def server_now(self) -> datetime:
        """The time last set."""
        return self._server

    def domain_now(self, offset: timedelta = NO_OFFSET) -> datetime:
        """The latest time ever set, plus the programme's offset. ValueError below zero."""
        return cut(self._domain + _forwards(offset))

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


def _forwards(by: timedelta) -> timedelta:
    if by < NO_OFFSET:
        raise ValueError(f"domain time only moves forwards, not by {by}")
    return by
