"""Schema 4: tasks of all kinds, streaks, caps and budgets; holds, gifts and the ledger's days.

What documents of schema 3 lack is filled in, collection by collection; the programme has versions.
"""

from typing import Any

from bson.int64 import Int64

from service.store.codec import bson_ready, wraps_of
from service.store.collection import Collection
from service.store.driver.port import Driver
from service.store.schema.number_versions import number_versions
from service.store.schema.page import ACCOUNTS, COMPLETIONS
from tasks.streak.streak import Streak

# Where, which field, and what it holds at first, as BSON or as an expression.
FILLED: tuple[tuple[Collection[Any], str, Any], ...] = (
    (ACCOUNTS, "earlier_zones", []),
    (ACCOUNTS, "streak", bson_ready(Streak(), wraps_of(Streak))),
    (ACCOUNTS, "earned", []),
    (COMPLETIONS, "campaign", None),
    (COMPLETIONS, "reduced_by", []),
    (COMPLETIONS, "budgets", []),
    (COMPLETIONS, "revoked_at", None),
    (COMPLETIONS, "returned", Int64(0)),
    (COMPLETIONS, "version", Int64(1)),
    # Its event had no reference yet; the id of what it completed is as good.
    (COMPLETIONS, "reference", "$_id"),
)


async def fill_fourth_ground(driver: Driver) -> None:
    """Fields, and the first version of the programme."""
    for collection, field, empty in FILLED:
        documents: Any = driver.db[collection.name]
        await documents.update_many({field: {"$exists": False}}, [{"$set": {field: empty}}])
    await number_versions(driver)
