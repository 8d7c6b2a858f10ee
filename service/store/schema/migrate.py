"""Numbered migrations, run by one process at a time; a newer schema than ours is refused."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from secrets import token_hex
from typing import Any

import pymongo

from service.store.driver.port import Driver
from service.store.schema.fifth_ground import fill_fifth_ground
from service.store.schema.fourth_ground import fill_fourth_ground
from service.store.schema.ground import lay_ground
from service.store.schema.lease import give_back, take
from service.store.schema.second_ground import fill_second_ground
from service.store.schema.seventh_ground import fill_seventh_ground
from service.store.schema.sixth_ground import fill_sixth_ground
from service.store.schema.third_ground import fill_third_ground

Migration = Callable[[Driver], Awaitable[None]]


async def begin(_driver: Driver) -> None:
    """The first schema has nothing to fill in."""


def then_ground(fill: Migration) -> Migration:
    """The last of the migrations: what it fills in, and then the ground, as the page has it."""

    async def filled_and_laid(driver: Driver) -> None:
        await fill(driver)
        await lay_ground(driver)

    return filled_and_laid


# Append only. A number that has run anywhere never changes its meaning. Every migration can be
# repeated, also by two processes at once: one may crash half-way, or outlive its lease. A field
# that becomes required needs one that fills it in: updates write only what changed, and validators
# look at the whole document. So the ground comes after the last one: laid in between, it would
# refuse to fill in one field of a document that lacks the next schema's fields too.
MIGRATIONS: Mapping[int, Migration] = {
    1: begin,
    2: fill_second_ground,
    3: fill_third_ground,
    4: fill_fourth_ground,
    5: fill_fifth_ground,
    6: fill_sixth_ground,
    7: then_ground(fill_seventh_ground),
}

WAIT_S_MAX = 120.0
WORK_S_MAX = 3600.0  # an index on a large collection takes longer than any request may
POLL_S = 0.05


class SchemaError(Exception):
    """The database's schema cannot be used; the text is one line for a person."""


async def migrate(driver: Driver, migrations: Mapping[int, Migration] = MIGRATIONS) -> int:
    """Brings the schema up to date and returns its number.

    Raises SchemaError for a schema that a newer program has made, and if another process holds
    the lease for longer than WAIT_S_MAX.
    """
    latest = max(migrations)
    while (number := await _number(driver, latest)) < latest:
        async with _leased(driver):
            # Read again: another process may have done it while we waited.
            if await _number(driver, latest) == number:
                await _run(driver, number + 1, migrations[number + 1])
    return latest


async def _run(driver: Driver, number: int, migration: Migration) -> None:
    with pymongo.timeout(WORK_S_MAX):
        await migration(driver)
    # After the work, so a crash in between repeats it; never back, if somebody else was faster.
    await _meta(driver).update_one({"_id": "schema"}, {"$max": {"number": number}}, upsert=True)


def _meta(driver: Driver) -> Any:
    return driver.db["meta"]


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
async def _leased(driver: Driver) -> AsyncIterator[None]:
    meta, owner = _meta(driver), token_hex(8)
    try:
        async with asyncio.timeout(WAIT_S_MAX):
            while not await take(meta, owner):
                await asyncio.sleep(POLL_S)
    except TimeoutError as late:
        raise SchemaError(f"another process has been migrating for {WAIT_S_MAX:.0f} s") from late
    try:
        yield
    finally:
        await give_back(meta, owner)
