"""A lease on the database's clock, so that one process at a time brings the schema up to date."""

from typing import Any

from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

LEASE_S = 60


async def take(meta: Any, owner: str) -> bool:
    """True if `owner` now has the lease for another LEASE_S; one that has run out is nobody's."""
    free = {
        "$or": [{"$eq": ["$owner", owner]}, {"$lt": [{"$ifNull": ["$until", 0]}, "$$NOW"]}],
    }
    until = {"$add": ["$$NOW", LEASE_S * 1000]}
    # The condition stands in the update, because MongoDB refuses `$expr` in an upsert's filter.
    change = {
        "owner": {"$cond": [free, owner, "$owner"]},
        "until": {"$cond": [free, until, "$until"]},
    }
    try:
        lease = await meta.find_one_and_update(
            {"_id": "lock"},
            [{"$set": change}],
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
    except DuplicateKeyError:  # somebody else made the document at the same moment
        return False
    return bool(lease["owner"] == owner)


async def give_back(meta: Any, owner: str) -> None:
    """Ends the owner's lease; nothing if it has become somebody else's."""
    await meta.delete_one({"_id": "lock", "owner": owner})
