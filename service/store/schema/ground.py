"""Makes the database agree with the page: collections, validators, indexes. Safe to repeat."""

from typing import Any

from pymongo.errors import CollectionInvalid

from service.store.driver.port import Driver
from service.store.schema.page import PAGE, Stored
from service.store.schema.validator import validator_for


async def lay_ground(driver: Driver) -> None:
    """Creates or updates every collection of the page with its validator and indexes."""
    for stored in PAGE:
        await _collection(driver.db, stored)
        if stored.indexes:
            models = [index.model() for index in stored.indexes]
            await driver.db[stored.collection.name].create_indexes(models)


async def _collection(db: Any, stored: Stored) -> None:
    name = stored.collection.name
    validator = validator_for(stored.collection.type, stored.collection.packed)
    try:
        await db.create_collection(name, validator=validator)
    except CollectionInvalid:
        await db.command("collMod", name, validator=validator)
