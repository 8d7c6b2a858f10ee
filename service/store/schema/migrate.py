"""Numbered migrations, run by one process at a time; a newer schema than ours is refused."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from secrets import token_hex
from typing import Any

from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from service.store.driver.port import Driver
from service.store.schema.ground import lay_ground

Migration = Callable[[Driver], Awaitable[None]]

# Append only. A number that has run anywhere never changes its meaning.
MIGRATIONS: Mapping[int, Migration] = {1: lay_ground}

META = "meta"
LEASE_S = 60
WAIT_S_MAX = 120.0
POLL_S = 0.05


class SchemaError(Exception):
    """The database's schema cannot be used; the text is one line for a person."""


async def migrate(driver: Driver, migrations: Mapping[int, Migration] = MIGRATIONS) -> int:
    """Brings the schema up to date and returns its number.

    Raises SchemaError for a schema that a newer program has made, and if another process holds
    the lock for longer than WAIT_S_MAX.
    """
    latest = max(migrations)
    if await _number(driver, latest) == latest:
        return latest
    async with _locked(driver):
        for number in range(await _number(driver, latest) + 1, latest + 1):
            await migrations[number](driver)
            # After the work: a crash in between runs the migration again, so each is repeatable.
            await _meta(driver).update_one(
                {"_id": "schema"}, {"$set": {"number": number}}, upsert=True
            )
    return latest


def _meta(driver: Driver) -> Any:
    return driver.db[META]


async def _number(driver: Driver, latest: int) -> int:
    found = await _meta(driver).find_one({"_id": "schema"})
    number = int(found["number"]) if found else 0
    if number > latest:
        raise SchemaError(
            f"this database has schema {number}, and this program knows only {latest}: "
            "run the newer program, or restore an older backup"
        )
    return number


@asynccontextmanager
async def _locked(driver: Driver) -> AsyncIterator[None]:
    owner = token_hex(8)
    try:
        async with asyncio.timeout(WAIT_S_MAX):
            while not await _take(driver, owner):
                await asyncio.sleep(POLL_S)
    except TimeoutError as late:
        raise SchemaError(f"another process has been migrating for {WAIT_S_MAX:.0f} s") from late
    try:
        yield
    finally:
        await _meta(driver).delete_one({"_id": "lock", "owner": owner})


async def _take(driver: Driver, owner: str) -> bool:
    """A lease on the database's clock; one that has run out belongs to nobody."""
    free = {"$or": [{"$eq": ["$owner", owner]}, {"$lt": [{"$ifNull": ["$until", 0]}, "$$NOW"]}]}
    until = {"$add": ["$$NOW", LEASE_S * 1000]}
    try:
        taken = await _meta(driver).find_one_and_update(
            {"_id": "lock", "$expr": free},
            [{"$set": {"owner": owner, "until": until}}],
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
    except DuplicateKeyError:
        return False
    return bool(taken["owner"] == owner)
