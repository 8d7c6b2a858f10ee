"""Keeps the memory true: loads it, follows its changes, loads it again when that cannot go on.

While the stream is silent the memory is stale, and the session itself is looked at, at most once a
second. While the whole database is away, only what is known counts: nobody can end a session then
either, and no door but those of the boards has anything to show.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

from service.flows.context import Context
from service.http.cached import Cached
from service.keys import Keys
from service.live.follow import HistoryLost, follow
from service.live.load import Snapshot, take
from service.sessions.ended import KEPT, EndedSessions
from service.sessions.source import source
from service.store.outage import is_outage
from service.store.schema.documents import CURRENT
from service.store.schema.page import SESSIONS, TOKEN_KEYS

LOG = logging.getLogger("seedbank.sessions")

RETRY_S = 0.5
# The server answers twice a second, changes or none; a session that ends is known within a second.
STALE_S = 0.9
RELOAD_S = 1.0


class SessionWatch:
    """What one process knows of sessions and keys. `steady` gives seconds that only grow."""

    def __init__(
        self, context: Context, keys: Keys, steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._context = context
        self._keys = keys
        self._steady = steady
        self._ended = EndedSessions()
        self._cached = Cached(steady)
        self._heard_s = self._away_s = self._asked_s = float("-inf")
        self._asking = asyncio.Lock()
        self.ready = asyncio.Event()

    @property
    def stale(self) -> bool:
        """Whether a session may have ended more than a second ago without our knowing."""
        return self._steady() >= self._heard_s + STALE_S

    async def has_ended(self, session: str) -> bool:
        """Whether a session's access tokens are good no more. Costs a read only while stale."""
        if session in self._ended:
            return True
        return self.stale and await self._look(session)

    async def ask_for_keys(self) -> None:
        """Reads the stored keys, at most once a second however often it is called."""
        async with self._asking:
            if self._steady() < self._asked_s + RELOAD_S:
                return
            self._asked_s = self._steady()
            stored = await self._context.store.get(TOKEN_KEYS, CURRENT)
            self._keys.tokens.follow(stored.keys if stored is not None else ())

    async def run(self) -> None:
        """For ever, until cancelled. Reports what goes wrong and tries again."""
        while True:
            try:
                await self._follow()
            except HistoryLost:
                LOG.warning("sessions are loaded anew")
            except Exception as error:
                LOG.warning("sessions cannot be loaded (%s), trying again", error)
                await asyncio.sleep(RETRY_S)

    async def _follow(self) -> None:
        asked_s, snapshot = self._steady(), await take(self._context.store)
        await self._load(snapshot)
        self._heard_s = asked_s
        self.ready.set()
        heard = source(self._ended.add, self._keys.tokens.follow, self._hear)
        await follow(self._context.store, heard, snapshot.after)

    async def _load(self, snapshot: Snapshot) -> None:
        recent = {"revoked_at": {"$gt": self._context.clock.server_now() - KEPT}}
        fields = {"$project": {"revoked_at": 1}}
        async for row in snapshot.read(SESSIONS, {"$match": recent}, fields):
            self._ended.add(row["_id"], row["revoked_at"])
        async for row in snapshot.read(TOKEN_KEYS, {"$match": {"_id": CURRENT}}):
            self._keys.tokens.follow(TOKEN_KEYS.decode(row).keys)

    def _hear(self, change: dict[str, Any] | None) -> None:
        # Behind a change there may be others that we have not heard of yet.
        if change is None:
            self._heard_s = self._steady()
            self._ended.prune(self._context.clock.server_now())

    async def _look(self, session: str) -> bool:
        if self._steady() < self._away_s + RELOAD_S:
            return False
        try:
            found = await self._cached.get(self._context.store, SESSIONS, session)
        except Exception as error:
            if not is_outage(error):
                raise
            self._away_s = self._steady()
            return False
        return found is not None and found.revoked_at is not None
