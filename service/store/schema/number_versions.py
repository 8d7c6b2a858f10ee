"""Part of schema 4: the one programme document becomes the first of its versions."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from rewards.calendar import Instant
from service.store.driver.port import Driver
from service.store.schema.documents import CURRENT, StoredProgramme, version_id
from service.store.schema.page import PROGRAMMES


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What of a document has to be known here. What cannot even be read this far is kept, and said
    to be wrong by whoever begins to work with it."""

    version: int = 1
    effective_at: Instant = datetime(1970, 1, 1, tzinfo=UTC)


async def number_versions(driver: Driver) -> None:
    """Can be repeated, also by two processes at once: what is there already is left alone."""
    programmes: Any = driver.db[PROGRAMMES.name]
    current = await programmes.find_one({"_id": CURRENT})
    if current is None:
        return
    first = PROGRAMMES.encode(first_of(bytes(current["document"])))
    this = {"_id": first.pop("_id")}
    await programmes.update_one(this, {"$setOnInsert": first}, upsert=True)
    await programmes.delete_one({"_id": CURRENT})


def first_of(document: bytes) -> StoredProgramme:
    """The version that a document without a number becomes."""
    try:
        head = msgspec.json.decode(document, type=Head)
    except (msgspec.DecodeError, RecursionError):
        head = Head()
    return StoredProgramme(
        id=version_id(head.version),
        version=head.version,
        effective_at=head.effective_at,
        document=document,
    )
