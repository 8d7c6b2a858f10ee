"""Counted tries: one document per policy, key and window, shared by every process."""

from datetime import datetime
from typing import Any

import msgspec
import pymongo
from bson.int64 import Int64
from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from service.limits.rate import window_of
from service.store.aside import aside
from service.store.outage import is_outage
from service.store.schema.page import COUNTERS
from service.store.store import Store

# What a caller who need not be counted waits for a database that does not answer.
LEASE_S_MAX = 1.0


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """How many tries this window has seen, the ones just counted included, and when it ends."""

    tries: int
    ends_at: datetime


class Counters:
    """Counts tries in windows that begin at multiples of their length."""

    def __init__(self, store: Store) -> None:
        self._collection = aside(store, COUNTERS)

    async def count(
        self, policy: str, key: str, *, at: datetime, window_s: int, tries: int = 1
    ) -> Counted:
        """Counts so many tries at `at`: nobody else gets the same numbers.

        The window and its length are in the id, so no clean-up is ever waited for, and a programme
        that changes them begins anew.
        """
        id_, ends_at = _place(policy, key, at, window_s)
        try:
            found = await self._add(id_, ends_at, tries)
        except DuplicateKeyError:  # two first tries at once; there is one to count on now
            found = await self._add(id_, ends_at, tries)
        return Counted(tries=int(found["tries"]), ends_at=ends_at)

    async def has(self, policy: str, key: str, *, at: datetime, window_s: int) -> bool:
        """Whether this window has seen a try; counts nothing."""
        id_, _ = _place(policy, key, at, window_s)
        return await self._collection.find_one({"_id": id_}, {"_id": 1}) is not None

    async def lease(
        self, policy: str, key: str, *, at: datetime, window_s: int, slab: int
    ) -> Counted | None:
        """Counts a slab of tries before they are made; None if the database is away."""
        try:
            with pymongo.timeout(LEASE_S_MAX):
                return await self.count(policy, key, at=at, window_s=window_s, tries=slab)
        except Exception as error:
            if is_outage(error):
                return None
            raise

    async def _add(self, id_: str, ends_at: datetime, tries: int) -> dict[str, Any]:
        found: dict[str, Any] = await self._collection.find_one_and_update(
            {"_id": id_},
            {"$inc": {"tries": Int64(tries)}, "$setOnInsert": {"ends_at": ends_at}},
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        return found


def _place(policy: str, key: str, at: datetime, window_s: int) -> tuple[str, datetime]:
    """The id of a window, and when it is over."""
    start, ends_at = window_of(at, window_s)
    return f"{policy}:{key}:{window_s}:{start}", ends_at
