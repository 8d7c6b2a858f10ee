"""Counted tries: one document per policy, key and window, shared by every process."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
from bson.int64 import Int64
from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from service.store.aside import aside
from service.store.schema.page import COUNTERS
from service.store.store import Store


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """How many tries this window has seen, this one included, and when it ends."""

    tries: int
    ends_at: datetime


class Counters:
    """Counts tries in windows that begin at multiples of their length."""

    def __init__(self, store: Store) -> None:
        self._collection = aside(store, COUNTERS)

    async def count(self, policy: str, key: str, *, at: datetime, window_s: int) -> Counted:
        """Counts one try at `at`. The window is in the id, so no clean-up is ever waited for."""
        start = int(at.timestamp()) // window_s * window_s
        ends_at = datetime.fromtimestamp(start, at.tzinfo) + timedelta(seconds=window_s)
        id_ = f"{policy}:{key}:{start}"
        try:
            found = await self._add_one(id_, ends_at)
        except DuplicateKeyError:  # two first tries at once; there is one to count on now
            found = await self._add_one(id_, ends_at)
        return Counted(tries=int(found["tries"]), ends_at=ends_at)

    async def _add_one(self, id_: str, ends_at: datetime) -> dict[str, Any]:
        found: dict[str, Any] = await self._collection.find_one_and_update(
            {"_id": id_},
            {"$inc": {"tries": Int64(1)}, "$setOnInsert": {"ends_at": ends_at}},
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        return found
