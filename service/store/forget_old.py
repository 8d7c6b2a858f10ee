"""Removes rows that have grown too old to be kept, a bounded number at a time.

Beside the write path: no rule decides by rows this old, and removing twice is like removing once.
"""

from datetime import datetime
from typing import Any

from service.store.aside import aside
from service.store.collection import Collection
from service.store.store import Store


async def forget_old(
    store: Store, collection: Collection[Any], before: datetime, *, most: int, **only: Any
) -> int:
    """How many rows of before `before` were removed, the oldest first; only of those with such
    fields, if any are given. Fewer than `most`: there are no more."""
    rows = aside(store, collection)
    match = {**only, "at": {"$lt": before}}
    found = rows.find(match, {"_id": 1}, sort=[("at", 1)], limit=most)
    ids = [raw["_id"] for raw in await found.to_list(None)]
    if not ids:
        return 0
    return int((await rows.delete_many({"_id": {"$in": ids}})).deleted_count)
