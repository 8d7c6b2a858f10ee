"""Schema 7: merchants with stores, rings of keys and a standing; webhooks that know since when.

Databases of schema 6 differ: what it fills in grew while programs that made it were in use. So all
of it is filled in once more, where it lacks, before what is new.
"""

from typing import Any

from service.store.collection import Collection
from service.store.driver.port import Driver
from service.store.outbox import OUTBOX
from service.store.schema.page import DELIVERIES, ENDPOINTS
from service.store.schema.sixth_ground import fill_sixth_ground

FILLED: tuple[tuple[Collection[Any], str, Any], ...] = (
    (OUTBOX, "merchant", ""),
    (DELIVERIES, "replayed_at", None),
)

TOLD_SINCE = {"$mergeObjects": [{"told_since": None}, "$$this"]}
"""An endpoint as it is, with the field if it has none: None is "since it was named"."""


async def fill_seventh_ground(driver: Driver) -> None:
    """What events, deliveries and the endpoints within a merchant's document lack."""
    await fill_sixth_ground(driver)
    for collection, field, empty in FILLED:
        documents: Any = driver.db[collection.name]
        await documents.update_many({field: {"$exists": False}}, {"$set": {field: empty}})
    endpoints: Any = driver.db[ENDPOINTS.name]
    await endpoints.update_many(
        {"endpoints": {"$elemMatch": {"told_since": {"$exists": False}}}},
        [{"$set": {"endpoints": {"$map": {"input": "$endpoints", "in": TOLD_SINCE}}}}],
    )
