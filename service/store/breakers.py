"""Breakers: one document each, shared by every process, changed by one atomic update."""

from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Any

import msgspec
from bson.int64 import Int64
from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from service.store.aside import aside
from service.store.schema.page import BREAKERS
from service.store.store import Store

# Clocks of processes differ by a little: were a beginning dated by its first try, others would
# find the breaker open until then.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Passed(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a try may pass. `open_until` says until when none may; `opened`: this try did it.

    `window_ends_at` is what `give_back` takes.
    """

    open_until: datetime | None
    opened: bool
    window_ends_at: datetime


class Breakers:
    """Counts tries from the first one on; one too many opens the breaker for a stated time."""

    def __init__(self, store: Store) -> None:
        self._collection = aside(store, BREAKERS)

    async def count(
        self, name: str, *, at: datetime, times: int, window: timedelta, opening: timedelta
    ) -> Passed:
        """Counts a try at `at`, unless it is open then. While it is open nothing is counted."""
        mark = token_hex(8)
        update = _update(at, times, at + window, at + opening, mark)
        try:
            found = await self._update(name, update)
        except DuplicateKeyError:  # two first tries at once; there is one to count on now
            found = await self._update(name, update)
        return Passed(
            open_until=found["open_until"] if found["open_until"] > at else None,
            opened=found["opened_by"] == mark,
            window_ends_at=found["window_ends_at"],
        )

    async def give_back(self, name: str, passed: Passed) -> None:
        """Takes one try out of the window it was counted in, if that is still the current one."""
        await self._collection.update_one(
            {"_id": name, "window_ends_at": passed.window_ends_at, "tries": {"$gt": 0}},
            {"$inc": {"tries": Int64(-1)}},
        )

    async def _update(self, name: str, update: list[dict[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = await self._collection.find_one_and_update(
            {"_id": name}, update, upsert=True, return_document=ReturnDocument.AFTER
        )
        return found


def _update(
    at: datetime, times: int, window_ends_at: datetime, open_until: datetime, mark: str
) -> list[dict[str, Any]]:
    """Counts, and opens after one too many; what is open stays as it is. The next window begins
    with the first try after the opening."""
    shut = {"$lte": [{"$ifNull": ["$open_until", NEVER]}, at]}
    over = {"$lte": [{"$ifNull": ["$window_ends_at", at]}, at]}
    more = {"$cond": [over, Int64(1), {"$add": ["$tries", Int64(1)]}]}
    opens = {"$and": ["$counted", {"$gt": ["$tries", Int64(times)]}]}
    count = {
        "counted": shut,
        "tries": {"$cond": [shut, more, "$tries"]},
        "window_ends_at": {"$cond": [{"$and": [shut, over]}, window_ends_at, "$window_ends_at"]},
        "open_until": {"$ifNull": ["$open_until", NEVER]},
        "opened_by": {"$ifNull": ["$opened_by", ""]},
    }
    trip = {
        "open_until": {"$cond": [opens, open_until, "$open_until"]},
        "window_ends_at": {"$cond": [opens, open_until, "$window_ends_at"]},
        "opened_by": {"$cond": [opens, mark, "$opened_by"]},
    }
    return [{"$set": count}, {"$set": trip}, {"$unset": "counted"}]
