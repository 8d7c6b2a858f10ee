"""Fills a database from a backup. Until all is done, the database says that nobody may open it."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pymongo

from service.store.backup.manifest import BackedUp, BackupError, BackupManifest
from service.store.backup.write import RAW, documents_in
from service.store.driver.port import MAJORITY, Driver
from service.store.schema.ground import lay_ground
from service.store.schema.migrate import MIGRATIONS, SchemaError, migrate

WORK_S_MAX = 3600.0
BATCH = 1_000
META = "meta"
MARK = {"_id": "restoring"}

Watch = Callable[[str, int], None]


async def is_empty(driver: Driver) -> bool:
    """Whether there is nothing at all in the database."""
    names = await driver.db.list_collection_names()
    return all("system." in name for name in names)


async def require_whole(driver: Driver) -> None:
    """SchemaError while a backup is being restored into this database, or where that broke off."""
    if await driver.db[META].find_one(MARK):
        raise SchemaError(
            "a backup is being restored into this database, or that was broken off: run `seedbank "
            "restore` again with --replace"
        )


async def fill(
    driver: Driver, folder: Path, manifest: BackupManifest, watch: Watch = lambda _n, _c: None
) -> None:
    """Everything in the database goes, and what is in the backup comes; in the schema of this
    program. The mark stays: see `finish`. BackupError for a backup of a newer program."""
    latest = max(MIGRATIONS)
    if manifest.schema > latest:
        raise BackupError(
            f"this backup has schema {manifest.schema}, and this program knows only {latest}: "
            "restore it with the newer program"
        )
    with pymongo.timeout(WORK_S_MAX):
        await _clear(driver)
        for each in manifest.collections:
            await _copy(driver, folder, each, watch)
        await migrate(driver)
        await lay_ground(driver)


async def finish(driver: Driver) -> None:
    """From now on the database can be opened."""
    await driver.db[META].delete_one(MARK)


async def _clear(driver: Driver) -> None:
    """The mark first, so that nobody takes what is left meanwhile for an empty database."""
    meta = driver.db.get_collection(META, write_concern=MAJORITY)
    await meta.update_one(MARK, {"$set": {}}, upsert=True)
    for name in await driver.db.list_collection_names():
        if name != META and "system." not in name:
            await driver.db.drop_collection(name)
    await meta.delete_many({"_id": {"$ne": MARK["_id"]}})


async def _copy(driver: Driver, folder: Path, backed_up: BackedUp, watch: Watch) -> None:
    target = driver.db.get_collection(backed_up.name, codec_options=RAW, write_concern=MAJORITY)
    documents, count = iter(documents_in(folder / backed_up.file)), 0
    while batch := list(islice(documents, BATCH)):
        # Of a backup that was itself taken while one was being restored.
        kept: list[Any] = [each for each in batch if each["_id"] != MARK["_id"]]
        if kept:
            await target.insert_many(kept, ordered=False)
        count += len(batch)
        watch(backed_up.name, count)
    if count != backed_up.documents:
        raise BackupError(f"{backed_up.file} has {count} documents, not {backed_up.documents}")
