"""Schema 7: merchants with stores, rings of keys and a standing; webhooks that know since when,
stores and terminals that know by which key.

Databases of schema 6 differ: what it fills in grew while programs that made it were in use. So all
of it is filled in once more, where it lacks, before what is new.
"""

from typing import Any

from service.store.collection import Collection
from service.store.driver.port import Driver
from service.store.outbox import OUTBOX
from service.store.schema.page import DELIVERIES, ENDPOINTS, PREMISES
from service.store.schema.sixth_ground import fill_sixth_ground

FILLED: tuple[tuple[Collection[Any], str, Any], ...] = (
    (OUTBOX, "merchant", ""),
    (DELIVERIES, "replayed_at", None),
)

NOBODY = {"opened_by": None, "closed_by": None}
NOTED = {"$mergeObjects": [NOBODY, "$$this"]}
"""A store or terminal as it is, with the fields if it has none: nobody's key was noted."""
TOLD_SINCE = {"$mergeObjects": [{"told_since": None}, "$$this"]}
"""An endpoint as it is, with the field if it has none: None is "since it was named"."""


async def fill_seventh_ground(driver: Driver) -> None:
    """What events, deliveries and what stands within a merchant's documents lack."""
    await fill_sixth_ground(driver)
    for collection, field, empty in FILLED:
        documents: Any = driver.db[collection.name]
        await documents.update_many({field: {"$exists": False}}, {"$set": {field: empty}})
    await _fill_within(driver, ENDPOINTS, "endpoints", "told_since", TOLD_SINCE)
    for within in ("stores", "terminals"):
        await _fill_within(driver, PREMISES, within, "opened_by", NOTED)


async def _fill_within(
    driver: Driver, collection: Collection[Any], within: str, lacking: str, filled: Any
) -> None:
    """Each of an array whose members may lack a field."""
    documents: Any = driver.db[collection.name]
    await documents.update_many(
        {within: {"$elemMatch": {lacking: {"$exists": False}}}},
        [{"$set": {within: {"$map": {"input": f"${within}", "in": filled}}}}],
    )
