"""Writes a backup: all collections through one snapshot session, so that no half of a transaction
is in it, while members are served."""

import gzip
import os
import shutil
import struct
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from secrets import token_hex
from typing import Any, BinaryIO

import msgspec
import pymongo
from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from pymongo.errors import OperationFailure

from service.store.backup.manifest import (
    FORM,
    NAME,
    BackedUp,
    BackupError,
    BackupManifest,
    hash_of,
)
from service.store.driver.port import Driver

WORK_S_MAX = 3600.0
BATCH = 1_000
LEVEL = 3
"""Of gzip: half the size of level 1's difference to 9, at nearly its speed."""

SNAPSHOT_GONE = (239, 246)
"""The server's codes for a moment that it no longer keeps, or cannot read yet."""

RAW: CodecOptions[Any] = CodecOptions(document_class=RawBSONDocument)

Watch = Callable[[str, int], None]


async def write_backup(
    driver: Driver, folder: Path, watch: Watch = lambda _name, _count: None
) -> BackupManifest:
    """Writes `folder`, which must not be there yet: it appears when it is whole. BackupError.

    The server keeps a moment for five minutes, unless it is told to keep it for longer; what takes
    more time to read is not for this program.
    """
    part = folder.with_name(f"{folder.name}.part-{token_hex(4)}")
    try:
        _begin(folder, part)
        with pymongo.timeout(WORK_S_MAX):
            manifest = await _write(driver, part, watch)
        _keep(part / NAME, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
        _sync(part)
        part.rename(folder)
        _sync(folder.parent)
    except OSError as error:
        raise BackupError(f"{folder} cannot be written: {error.strerror}") from error
    except OperationFailure as error:
        if error.code in SNAPSHOT_GONE:
            raise BackupError(
                "the server no longer keeps the moment that was to be backed up: raise its "
                "parameter minSnapshotHistoryWindowInSeconds, or take a snapshot of its disk"
            ) from error
        raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return manifest


def _begin(folder: Path, part: Path) -> None:
    if folder.exists():
        raise BackupError(f"{folder} is there already: name a folder that is not")
    part.mkdir(mode=0o700, parents=True)


async def _write(driver: Driver, part: Path, watch: Watch) -> BackupManifest:
    hello = await driver.db.command("hello")
    names = [name for name in await driver.db.list_collection_names() if "system." not in name]
    async with driver.start_session(snapshot=True) as session:
        schema = await driver.db["meta"].find_one({"_id": "schema"}, session=session)
        if schema is None:
            raise BackupError(f"the database {driver.db.name} has nothing of Seedbank's in it")
        written = [await _collection(driver, session, part, name, watch) for name in sorted(names)]
    return BackupManifest(
        form=FORM,
        database=driver.db.name,
        schema=int(schema["number"]),
        made_at=hello["localTime"].astimezone(UTC),
        collections=tuple(written),
    )


async def _collection(
    driver: Driver, session: Any, part: Path, name: str, watch: Watch
) -> BackedUp:
    source = driver.db.get_collection(name, codec_options=RAW)
    path, count = part / f"{name}.bson.gz", 0
    with _made(path) as raw, gzip.GzipFile("", "wb", LEVEL, raw, mtime=0) as file:
        async for document in source.find({}, session=session, batch_size=BATCH):
            file.write(document.raw)
            count += 1
            if count % BATCH == 0:
                watch(name, count)
    watch(name, count)
    with path.open("rb") as written:
        os.fsync(written.fileno())
    return BackedUp(name=name, documents=count, sha256=hash_of(path))


def documents_in(path: Path) -> Any:
    """The documents of a file, raw, in order. BackupError for what is not BSON."""
    with gzip.open(path, "rb") as file:
        while head := file.read(4):
            size = struct.unpack("<i", head)[0] if len(head) == 4 else 0
            rest = file.read(size - 4) if size > 4 else b""
            if len(rest) != size - 4:
                raise BackupError(f"{path} ends in the middle of a document")
            yield RawBSONDocument(head + rest)


def _made(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _keep(path: Path, content: bytes) -> None:
    with _made(path) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """So that the names in it are there after a power cut too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
