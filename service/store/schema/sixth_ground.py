"""Schema 6: perks of every kind, merchants with terminals, and how often a member had what.

What documents of schema 5 lack is filled in, collection by collection.
"""

from typing import Any

from bson.int64 import Int64

from service.store.collection import Collection
from service.store.driver.port import Driver
from service.store.schema.ground import lay_ground
from service.store.schema.page import ACCOUNTS, MERCHANT_KEYS, PASSES, RENTALS

# Where, which field, and what it holds at first, as BSON or as an expression.
FILLED: tuple[tuple[Collection[Any], str, Any], ...] = (
    (ACCOUNTS, "uses", []),
    (ACCOUNTS, "asked", {"since": None, "checks": Int64(0), "levels": []}),
    (ACCOUNTS, "vouchers", []),
    (PASSES, "terminal", ""),
    (MERCHANT_KEYS, "terminal", ""),
    (RENTALS, "terms.grace_hours", None),
    (RENTALS, "terms.offline", False),
    (RENTALS, "offline", None),
    (RENTALS, "fault_at", None),
    (RENTALS, "faults", Int64(0)),
    (RENTALS, "claim", None),
    (RENTALS, "breach", None),
    (RENTALS, "remind_at", None),
    (RENTALS, "history", []),
    (RENTALS, "statements", []),
    (MERCHANT_KEYS, "given_by", ""),
)


async def lay_sixth_ground(driver: Driver) -> None:
    """Fields before validators: these look at the whole document."""
    for collection, field, empty in FILLED:
        documents: Any = driver.db[collection.name]
        await documents.update_many({field: {"$exists": False}}, [{"$set": {field: empty}}])
    await lay_ground(driver)
