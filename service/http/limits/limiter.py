"""The limiter: counts a try and refuses it when there were too many."""

from datetime import datetime
from math import ceil

from service.http.limits.numbers import Rate
from service.http.problems.raised import Refused
from service.http.problems.refusals import TooManyRequests
from service.store.counters import Counters


class Limiter:
    """Counts by policy and key. Keys are hashes or ids, never what a person typed."""

    def __init__(self, counters: Counters) -> None:
        self._counters = counters

    async def count(self, policy: str, key: str, rate: Rate, at: datetime) -> None:
        """Counts a try at `at`. Refused with the seconds to wait once `rate` is used up."""
        counted = await self._counters.count(policy, key, at=at, window_s=rate.seconds)
        if counted.tries > rate.times:
            wait_s = max(1, ceil((counted.ends_at - at).total_seconds()))
            raise Refused(TooManyRequests(retry_after_s=wait_s))
