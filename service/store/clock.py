"""The database's clock, read on this machine: what makes processes agree within milliseconds."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from service.clock import NO_OFFSET, Offset, SystemClock, cut
from service.store.outage import is_outage

REFRESH_S = 60.0
SAMPLES = 5


class SyncedClock(Offset):
    """Counts on from the database's time by this machine's steady clock.

    Nobody setting the machine's own clock moves it. `sync` before use and `keep` it in step; then
    it is off by half a round trip plus the drift of a minute. It may step back by as much.
    """

    def __init__(self, ask: Callable[[], Awaitable[datetime]]) -> None:
        """`ask` answers the database's time, usually `Store.server_now`."""
        super().__init__()
        self._ask = ask
        self._at = SystemClock().server_now()
        self._steady = time.monotonic()
        self.uncertain_s = float("inf")

    def server_now(self) -> datetime:
        """The database's time, as far as we know."""
        return cut(self._at + timedelta(seconds=time.monotonic() - self._steady))

    def domain_now(self) -> datetime:
        """The same plus the programme's offset."""
        return cut(self.server_now() + self.offset)

    def ahead_of_database(self) -> timedelta:
        """It is the database's clock."""
        return NO_OFFSET

    async def sync(self, samples: int = SAMPLES) -> None:
        """Measures anew; the quickest of the answers is the best one. Raises what `ask` raises."""
        taken = [await self._sample() for _ in range(samples)]
        self.uncertain_s, self._steady, self._at = min(taken)

    async def keep(self) -> None:
        """Measures every minute, for ever. While the database is away it counts on."""
        while True:
            await asyncio.sleep(REFRESH_S)
            try:
                await self.sync()
            except Exception as error:
                if not is_outage(error):
                    raise

    async def _sample(self) -> tuple[float, float, datetime]:
        """How wrong at most, in seconds; when, on the steady clock; what time it was then."""
        before = time.monotonic()
        at = await self._ask()
        after = time.monotonic()
        return (after - before) / 2, (before + after) / 2, at.astimezone(UTC)
