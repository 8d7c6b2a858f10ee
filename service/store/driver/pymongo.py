"""PyMongo's own async API: the default."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from pymongo import AsyncMongoClient

from service.store.driver.port import MAJORITY, PRIMARY, SNAPSHOT, Document


class PymongoDriver:
    """Adapter for `pymongo.AsyncMongoClient`. Belongs to the event loop that made it."""

    def __init__(self, url: str, database: str, **options: Any) -> None:
        self.client: Any = AsyncMongoClient(url, **options)
        self.db = self.client[database]

    def start_session(self, **options: Any) -> AbstractAsyncContextManager[Any]:
        session: AbstractAsyncContextManager[Any] = self.client.start_session(**options)
        return session

    async def start_transaction(self, session: Any) -> None:
        await session.start_transaction(
            read_concern=SNAPSHOT, write_concern=MAJORITY, read_preference=PRIMARY
        )

    async def aggregate(
        self, collection: str, pipeline: Sequence[Document], **options: Any
    ) -> AsyncIterator[Document]:
        async with await self.db[collection].aggregate(list(pipeline), **options) as cursor:
            async for document in cursor:
                yield document

    async def list_indexes(self, collection: str) -> list[Document]:
        cursor = await self.db[collection].list_indexes()
        found: list[Any] = await cursor.to_list()
        return found

    @asynccontextmanager
    async def watch(self, pipeline: Sequence[Document], **options: Any) -> AsyncIterator[Any]:
        async with await self.db.watch(list(pipeline), **options) as stream:
            yield stream

    async def close(self) -> None:
        await self.client.close()
