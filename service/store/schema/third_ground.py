"""Schema 3: what documents of schema 2 lack is filled in, collection by collection."""

from typing import Any

from bson.int64 import Int64

from service.store.collection import Collection
from service.store.driver.port import Driver
from service.store.schema.list_devices import list_devices
from service.store.schema.note_older import note_older
from service.store.schema.page import ACCOUNTS, DISPLAY_TOKENS, MERCHANT_KEYS

# Where, which field (with dots into a part of the document), and what it holds at first, as BSON.
FILLED: tuple[tuple[Collection[Any], str, Any], ...] = (
    (ACCOUNTS, "purse.holds", []),
    (ACCOUNTS, "purse.debt", Int64(0)),
    (MERCHANT_KEYS, "label", ""),
    (MERCHANT_KEYS, "suffix", ""),
    (MERCHANT_KEYS, "expires_at", None),
    (MERCHANT_KEYS, "rotated_at", None),
    (MERCHANT_KEYS, "previous_sha256", None),
    (MERCHANT_KEYS, "previous_ends_at", None),
    (DISPLAY_TOKENS, "label", ""),
    (DISPLAY_TOKENS, "suffix", ""),
)


async def fill_third_ground(driver: Driver) -> None:
    """Also rows and lists of what there was before there were any."""
    for collection, field, empty in FILLED:
        documents: Any = driver.db[collection.name]
        await documents.update_many({field: {"$exists": False}}, {"$set": {field: empty}})
    await note_older(driver)
    await list_devices(driver)
