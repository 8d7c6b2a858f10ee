"""Slabs of limits that this process has leased and counts in memory."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from time import monotonic

from service.http.limits.standing import Standing, seconds_until
from service.limits.rate import Rate, window_of
from service.limits.slabs import granted_of, slab_of
from service.store.counters import Counters

# Callers remembered at once, some 300 bytes each. Whoever is forgotten leases again.
KEPT_MAX = 50_000
# A database that was away is not asked again for so long, so that nobody waits for it in turn.
PAUSE_S = 1.0


class _Window:
    """One caller's window: what this process may still give out, and what is behind it."""

    __slots__ = ("at", "behind", "ends_at", "left", "lock")

    def __init__(self, rate: Rate, at: datetime) -> None:
        self.at = at
        _, self.ends_at = window_of(at, rate.seconds)
        self.left = 0
        self.behind = rate.times  # left for all processes, as far as this one knows
        self.lock = asyncio.Lock()

    def take(self) -> bool:
        """One try out of the slab; False if it is used up."""
        if not self.left:
            return False
        self.left -= 1
        return True


class Leases:
    """Takes tries from leased slabs; one caller's empty slab is refilled once for all who wait."""

    def __init__(
        self,
        counters: Counters,
        *,
        kept_max: int = KEPT_MAX,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._counters, self._kept_max, self._clock = counters, kept_max, clock
        self._windows: OrderedDict[tuple[str, str], _Window] = OrderedDict()
        self._asks_again_at = 0.0

    async def take(
        self, policy: str, key: str, rate: Rate, at: datetime
    ) -> tuple[bool, Standing] | None:
        """Whether a try at `at` passes, and how its caller stands after it. None: nobody can count
        now, because the database is away."""
        window = self._window(policy, key, rate, at)
        if not window.left and window.behind:
            async with window.lock:
                if not await self._refill(window, policy, key, rate):
                    return None
                passes = window.take()
        else:
            passes = window.take()
        left = window.left + window.behind
        return passes, Standing(policy, rate, left, seconds_until(window.ends_at, at))

    def _window(self, policy: str, key: str, rate: Rate, at: datetime) -> _Window:
        place = (policy, key)
        window = self._windows.get(place)
        if window is None or window.ends_at <= at:
            window = self._windows[place] = _Window(rate, at)
            if len(self._windows) > self._kept_max:
                self._windows.popitem(last=False)
        self._windows.move_to_end(place)
        return window

    async def _refill(self, window: _Window, policy: str, key: str, rate: Rate) -> bool:
        """Leases until there is something to take or nothing left. False: the database is away."""
        while not window.left and window.behind:
            if self._clock() < self._asks_again_at:
                return False
            slab = slab_of(rate, window.behind)
            counted = await self._counters.lease(
                policy, key, at=window.at, window_s=rate.seconds, slab=slab
            )
            if counted is None:
                self._asks_again_at = self._clock() + PAUSE_S
                return False
            window.left += granted_of(rate, counted.tries - slab, slab)
            window.behind = max(0, rate.times - counted.tries)
        return True
