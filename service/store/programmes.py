"""The versions of the programme document as they are stored: all of them, never edited.

A flow adds one; here is how a database begins with its first, and how they are read.
"""

from typing import Any

import msgspec
from pymongo.errors import DuplicateKeyError

from service.programme import Programme, write
from service.store.aside import aside
from service.store.reads import MAJORITY_READ
from service.store.schema.documents import ProgrammeVersion, StoredProgramme, version_id
from service.store.schema.page import PROGRAMMES
from service.store.store import Store


async def begin_programme(store: Store, first: Programme) -> None:
    """Stores `first` if there is no programme at all. Of two callers one wins."""
    programmes = aside(store, PROGRAMMES)
    if await programmes.find_one({}, {"_id": 1}) is not None:
        return
    try:
        await programmes.insert_one(PROGRAMMES.encode(first_version(first)))
    except DuplicateKeyError:
        return


def first_version(programme: Programme) -> StoredProgramme:
    """What a database begins with: nobody has applied it."""
    return StoredProgramme(
        id=version_id(programme.version),
        version=programme.version,
        effective_at=programme.effective_at,
        document=write(programme),
    )


async def versions_after(store: Store, version: int) -> list[ProgrammeVersion]:
    """Those with a higher number, in order; 0 is before all. Only what a majority has."""
    found = _reading(store).find(
        {"_id": {"$gt": version_id(version)}}, {"document": 0}, sort=[("_id", 1)]
    )
    return [_version(raw) for raw in await found.to_list(None)]


async def stored_document(store: Store, version: int) -> bytes | None:
    """The document of a version; None if there is no such version."""
    found = await _reading(store).find_one({"_id": version_id(version)}, {"document": 1})
    return None if found is None else bytes(found["document"])


def _reading(store: Store) -> Any:
    return store.driver.db.get_collection(PROGRAMMES.name, read_concern=MAJORITY_READ)


def _version(raw: dict[str, Any]) -> ProgrammeVersion:
    raw["id"] = raw.pop("_id")
    return msgspec.convert(raw, ProgrammeVersion)
