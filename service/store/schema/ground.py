"""Makes the database agree with the page: collections, validators, indexes. Safe to repeat."""

import asyncio
from typing import Any

from pymongo.errors import OperationFailure

from service.store.collection import Collection
from service.store.driver.port import Driver
from service.store.schema.page import PAGE, TRANSFERS, Stored
from service.store.schema.validator import validator_for

AT_ONCE = 8
"""Each waits for the disk, and they can wait together."""

# The defaults, said aloud: what is made and what is changed are the same then.
STRICT: dict[str, Any] = {"validationLevel": "strict", "validationAction": "error"}

NAMESPACE_EXISTS = 48

# Indexes of which another one is the longer: every award pays for each that is there.
DROPPED: tuple[tuple[Collection[Any], str], ...] = ((TRANSFERS, "account_1_at_1"),)


async def lay_ground(driver: Driver) -> None:
    """Creates or updates every collection of the page with its validator and indexes. Old indexes
    go after new ones have come."""
    for first in range(0, len(PAGE), AT_ONCE):
        laying = [_lay(driver, stored) for stored in PAGE[first : first + AT_ONCE]]
        # All have ended before the first that failed is told of: the lease is given back then.
        for failed in await asyncio.gather(*laying, return_exceptions=True):
            if failed is not None:
                raise failed
    for collection, index in DROPPED:
        documents: Any = driver.db[collection.name]
        if index in await documents.index_information():
            await documents.drop_index(index)


async def _lay(driver: Driver, stored: Stored) -> None:
    await _collection(driver.db, stored)
    if stored.indexes:
        models = [index.model() for index in stored.indexes]
        await driver.db[stored.collection.name].create_indexes(models)


async def _collection(db: Any, stored: Stored) -> None:
    name = stored.collection.name
    options = STRICT | {
        "validator": validator_for(stored.collection.type, stored.collection.packed)
    }
    try:
        await db.command("create", name, **options)
    except OperationFailure as error:
        if error.code != NAMESPACE_EXISTS:
            raise
        await db.command("collMod", name, **options)
