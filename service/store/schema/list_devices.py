"""Lists the sessions that began before members had lists of them."""

from typing import Any

from bson.int64 import Int64

from service.store.driver.port import Driver
from service.store.schema.page import DEVICES, SESSIONS


async def list_devices(driver: Driver) -> None:
    """One list for each member who has a session and no list; the others stay as they are."""
    stages: list[dict[str, Any]] = [
        {"$match": {"revoked_at": None, "$expr": {"$gt": ["$expires_at", "$$NOW"]}}},
        {"$sort": {"started_at": 1, "_id": 1}},
        {"$group": {"_id": "$member", "sessions": {"$push": "$_id"}}},
        {"$set": {"version": Int64(1)}},
        {"$merge": {"into": DEVICES.name, "whenMatched": "keepExisting"}},
    ]
    async for _ in driver.aggregate(SESSIONS.name, stages):
        raise AssertionError("a merge answers nothing")
