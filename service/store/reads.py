"""Reads by id, merged: everyone who asks within one tick of the loop shares one `$in` query."""

import asyncio
from collections import defaultdict
from typing import Any, TypeVar

import msgspec
from pymongo.read_concern import ReadConcern

from service.store.collection import Collection
from service.store.driver.port import PRIMARY

Doc = TypeVar("Doc", bound=msgspec.Struct)

MAJORITY_READ = ReadConcern("majority")
IDS_MAX = 512


class Reads:
    """Coalesced reads of one database; sees only what a majority has acknowledged."""

    def __init__(self, db: Any) -> None:
        self._db = db
        self._wanted: dict[Collection[Any], dict[str, asyncio.Future[Any]]] = defaultdict(dict)
        self._tasks: set[asyncio.Task[None]] = set()

    async def get(self, collection: Collection[Doc], id_: str) -> Doc | None:
        """The document, or None. Raises what the driver raises."""
        if not self._wanted:
            asyncio.get_running_loop().call_soon(self._send)
        wanted = self._wanted[collection]
        if id_ not in wanted:
            wanted[id_] = asyncio.get_running_loop().create_future()
        # One caller going away must not take the answer from the others.
        found: Doc | None = await asyncio.shield(wanted[id_])
        return found

    def _send(self) -> None:
        wanted, self._wanted = self._wanted, defaultdict(dict)
        for collection, futures in wanted.items():
            ids = list(futures)
            for start in range(0, len(ids), IDS_MAX):
                part = {id_: futures[id_] for id_ in ids[start : start + IDS_MAX]}
                task = asyncio.create_task(self._fetch(collection, part))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _fetch(
        self, collection: Collection[Any], futures: dict[str, asyncio.Future[Any]]
    ) -> None:
        try:
            found = await self._find(collection, list(futures))
        except Exception as error:
            for future in futures.values():
                future.set_exception(error)
            return
        for id_, future in futures.items():
            _resolve(future, collection, found.get(id_))

    async def _find(self, collection: Collection[Any], ids: list[str]) -> dict[str, Any]:
        source = self._db.get_collection(
            collection.name, read_concern=MAJORITY_READ, read_preference=PRIMARY
        )
        cursor = source.find({"_id": {"$in": ids}}, batch_size=len(ids) + 1)
        return {raw["_id"]: raw for raw in await cursor.to_list(None)}


def _resolve(future: asyncio.Future[Any], collection: Collection[Any], raw: Any) -> None:
    # One document that is not of its type is the trouble of those who asked for it.
    try:
        future.set_result(None if raw is None else collection.decode(raw))
    except Exception as error:
        future.set_exception(error)
