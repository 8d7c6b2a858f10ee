"""Reads that all see the database at one moment, for proofs that must not see half a batch."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, TypeVar

import msgspec

from service.store.collection import Collection
from service.store.driver.port import Document, Driver

Doc = TypeVar("Doc", bound=msgspec.Struct)


class Snapshot:
    """A session whose reads share one moment; the server keeps it for about five minutes."""

    def __init__(self, driver: Driver, session: Any) -> None:
        self._driver = driver
        self._db = driver.db
        self._session = session

    async def after(self, collection: Collection[Doc], id_: str, limit: int) -> list[Doc]:
        """The next `limit` documents in order of id."""
        cursor = self._db[collection.name].find(
            {"_id": {"$gt": id_}}, sort=[("_id", 1)], limit=limit, session=self._session
        )
        return [collection.decode(raw) for raw in await cursor.to_list(None)]

    async def of_accounts(self, collection: Collection[Doc], accounts: Sequence[str]) -> list[Doc]:
        """Every document of a collection with a field `account` that belongs to one of these."""
        return await self.of(collection, "account", accounts)

    async def of(self, collection: Collection[Doc], field: str, values: Sequence[str]) -> list[Doc]:
        """Every document of a collection with one of these values in a field."""
        cursor = self._db[collection.name].find(
            {field: {"$in": list(values)}}, session=self._session
        )
        return [collection.decode(raw) for raw in await cursor.to_list(None)]

    async def between(self, collection: Collection[Doc], low: str, high: str) -> list[Doc]:
        """Every document with an id from `low` to before `high`."""
        cursor = self._db[collection.name].find(
            {"_id": {"$gte": low, "$lt": high}}, session=self._session
        )
        return [collection.decode(raw) for raw in await cursor.to_list(None)]

    async def grouped(
        self,
        collection: Collection[Any],
        field: str,
        sums: Document,
        *,
        match: Document | None = None,
    ) -> dict[str, Document]:
        """For each value of a field, what `sums` says of its documents: aggregation accumulators,
        over those that match."""
        stages: list[Document] = [
            {"$match": match or {}},
            {"$group": {"_id": f"${field}", **sums}},
        ]
        rows = self._driver.aggregate(
            collection.name, stages, session=self._session, allowDiskUse=True
        )
        return {row.pop("_id"): row async for row in rows}

    def pipeline(
        self, collection: Collection[Any], stages: Sequence[Document]
    ) -> AsyncIterator[Document]:
        """The raw documents of an aggregation."""
        return self._driver.aggregate(collection.name, stages, session=self._session)

    async def strays(
        self, collection: Collection[Any], field: str, home: Collection[Any]
    ) -> set[str]:
        """Ids in a field of one collection that name no document of another."""
        stages: list[Document] = [
            {"$group": {"_id": f"${field}"}},
            {
                "$lookup": {
                    "from": home.name,
                    "localField": "_id",
                    "foreignField": "_id",
                    "pipeline": [{"$project": {"_id": 1}}],
                    "as": "home",
                }
            },
            {"$match": {"home": []}},
        ]
        rows = self._driver.aggregate(
            collection.name, stages, session=self._session, allowDiskUse=True
        )
        return {row["_id"] async for row in rows}
