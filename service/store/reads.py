"""Reads by id, merged: everyone who asks within one tick of the loop shares one `$in` query.

What belongs to somebody is asked for with its owner, which is part of the query.
"""

import asyncio
from collections import defaultdict
from typing import Any, TypeVar

import msgspec
from pymongo.read_concern import ReadConcern

from service.store.collection import Collection
from service.store.driver.port import PRIMARY
from service.store.owner import EVERYBODY, Owner, OwnerMissing

Doc = TypeVar("Doc", bound=msgspec.Struct)

MAJORITY_READ = ReadConcern("majority")
IDS_MAX = 512


Source = tuple[Collection[Any], str]
"""What one query is about: a collection, and the field that says whose a document is."""
Wanted = tuple[str, str]
"""The id of a document and of its owner; the latter empty if it has none."""


class Reads:
    """Coalesced reads of one database; sees only what a majority has acknowledged."""

    def __init__(self, db: Any) -> None:
        self._db = db
        self._wanted: dict[Source, dict[Wanted, asyncio.Future[Any]]] = defaultdict(dict)
        self._tasks: set[asyncio.Task[None]] = set()

    async def get(
        self, collection: Collection[Doc], id_: str, owner: Owner | None = None
    ) -> Doc | None:
        """The document, or None; another's is None too. Raises what the driver raises, and
        OwnerMissing."""
        field, whose = _checked(collection, owner)
        if field == "id":
            if id_ != whose:
                return None
            field, whose = "", ""
        if not self._wanted:
            asyncio.get_running_loop().call_soon(self._send)
        wanted, key = self._wanted[collection, field], (id_, whose)
        if key not in wanted:
            wanted[key] = asyncio.get_running_loop().create_future()
        # One caller going away must not take the answer from the others.
        found: Doc | None = await asyncio.shield(wanted[key])
        return found

    def _send(self) -> None:
        wanted, self._wanted = self._wanted, defaultdict(dict)
        for source, futures in wanted.items():
            keys = list(futures)
            for start in range(0, len(keys), IDS_MAX):
                part = {key: futures[key] for key in keys[start : start + IDS_MAX]}
                task = asyncio.create_task(self._fetch(source, part))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _fetch(self, source: Source, futures: dict[Wanted, asyncio.Future[Any]]) -> None:
        collection, field = source
        try:
            found = await self._find(collection, field, list(futures))
        except Exception as error:
            for future in futures.values():
                future.set_exception(error)
            return
        for (id_, whose), future in futures.items():
            raw = found.get(id_)
            # The query asked for what belongs to any of those who asked in this tick.
            mine = raw is not None and (not field or raw[field] == whose)
            _resolve(future, collection, raw if mine else None)

    async def _find(
        self, collection: Collection[Any], field: str, keys: list[Wanted]
    ) -> dict[str, Any]:
        source = self._db.get_collection(
            collection.name, read_concern=MAJORITY_READ, read_preference=PRIMARY
        )
        ids = list({id_ for id_, _ in keys})
        match: dict[str, Any] = {"_id": {"$in": ids}}
        if field:
            match[field] = {"$in": list({whose for _, whose in keys})}
        cursor = source.find(match, batch_size=len(ids) + 1)
        return {raw["_id"]: raw for raw in await cursor.to_list(None)}


def _checked(collection: Collection[Any], owner: Owner | None) -> Owner:
    """The owner to ask for. OwnerMissing where there has to be another."""
    if not collection.owners and owner is None:
        return EVERYBODY
    if owner is None or (owner != EVERYBODY and owner.field not in collection.owners):
        raise OwnerMissing(f"{collection.name} belongs to {collection.owners}, not {owner}")
    return owner


def _resolve(future: asyncio.Future[Any], collection: Collection[Any], raw: Any) -> None:
    # One document that is not of its type is the trouble of those who asked for it.
    try:
        # Two owners of one document may have asked: decoding takes a copy.
        future.set_result(None if raw is None else collection.decode(dict(raw)))
    except Exception as error:
        future.set_exception(error)
