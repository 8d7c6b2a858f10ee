"""The limiter: counts a try and refuses it when there were too many."""

import logging
from datetime import datetime, timedelta

from service.http.limits.leases import Leases
from service.http.limits.standing import Standing, seconds_until
from service.http.problems.raised import Refused
from service.http.problems.refusals import SignInPaused, TooManyRequests
from service.limits.rate import BreakerRate, Rate
from service.limits.slabs import is_exact
from service.store.breakers import Breakers, Passed
from service.store.counters import Counters

LOG = logging.getLogger("seedbank.limits")

SIGNED_IN = "signed_in"
REMEMBERED_S = 90 * 24 * 3600


class Limiter:
    """Counts by policy and key. Keys are hashes or ids, never what a person typed."""

    def __init__(self, counters: Counters, breakers: Breakers) -> None:
        self._counters, self._breakers = counters, breakers
        self._leases = Leases(counters)

    async def count(self, policy: str, key: str, rate: Rate, at: datetime) -> Standing | None:
        """Counts a try at `at`. Refused, with the seconds to wait, once `rate` is used up. None:
        a leased limit that nobody can count now."""
        if is_exact(policy, rate):
            taken = await self._exact(policy, key, rate, at)
        else:
            found = await self._leases.take(policy, key, rate, at)
            if found is None:
                return None
            taken = found
        passes, standing = taken
        if not passes:
            raise TooMany(standing)
        return standing

    async def pass_breaker(self, name: str, rate: BreakerRate, at: datetime) -> Passed:
        """Counts a try of the whole programme. Refused while the breaker is open."""
        passed = await self._breakers.count(
            name,
            at=at,
            times=rate.times,
            window=timedelta(seconds=rate.seconds),
            opening=timedelta(seconds=rate.open_seconds),
        )
        if passed.opened:
            LOG.warning("%s is open for %d s: more than %d", name, rate.open_seconds, rate.times)
        if passed.open_until is not None:
            wait_s = seconds_until(passed.open_until, at)
            raise Refused(SignInPaused(policy=name, retry_after_s=wait_s))
        return passed

    async def give_back(self, name: str, passed: Passed) -> None:
        """The try that passed the breaker was none of those it counts."""
        await self._breakers.give_back(name, passed)

    async def remember(self, place: str, at: datetime) -> None:
        """Somebody has signed in at this place: it is known for REMEMBERED_S to twice as long."""
        for then in (at, at + timedelta(seconds=REMEMBERED_S)):
            await self._counters.count(SIGNED_IN, place, at=then, window_s=REMEMBERED_S)

    async def knows(self, place: str, at: datetime) -> bool:
        """Whether somebody has signed in at this place not too long ago."""
        return await self._counters.has(SIGNED_IN, place, at=at, window_s=REMEMBERED_S)

    async def _exact(
        self, policy: str, key: str, rate: Rate, at: datetime
    ) -> tuple[bool, Standing]:
        counted = await self._counters.count(policy, key, at=at, window_s=rate.seconds)
        left = max(0, rate.times - counted.tries)
        standing = Standing(policy, rate, left, seconds_until(counted.ends_at, at))
        return counted.tries <= rate.times, standing


class TooMany(Refused):
    """Refused by a limit; `standing` is told with it."""

    def __init__(self, standing: Standing) -> None:
        refusal = TooManyRequests(policy=standing.policy, retry_after_s=standing.resets_s)
        super().__init__(refusal)
        self.standing = standing
