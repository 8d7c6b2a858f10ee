"""Motor: a supported choice (`SEEDBANK_DRIVER=motor`), deprecated by its makers."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from motor.motor_asyncio import AsyncIOMotorClient

from service.store.driver.port import MAJORITY, PRIMARY, SNAPSHOT, Document


class MotorDriver:
    """Adapter for `motor.motor_asyncio.AsyncIOMotorClient`."""

    def __init__(self, url: str, database: str, **options: Any) -> None:
        self.client: Any = AsyncIOMotorClient(url, **options)
        self.db = self.client[database]

    @asynccontextmanager
    async def start_session(self, **options: Any) -> AsyncIterator[Any]:
        async with await self.client.start_session(**options) as session:
            yield session

    async def start_transaction(self, session: Any) -> None:
        session.start_transaction(
            read_concern=SNAPSHOT, write_concern=MAJORITY, read_preference=PRIMARY
        )

    async def aggregate(
        self, collection: str, pipeline: Sequence[Document], **options: Any
    ) -> AsyncIterator[Document]:
        async for document in self.db[collection].aggregate(list(pipeline), **options):
            yield document

    async def list_indexes(self, collection: str) -> list[Document]:
        found: list[Any] = await self.db[collection].list_indexes().to_list(None)
        return found

    @asynccontextmanager
    async def watch(self, pipeline: Sequence[Document], **options: Any) -> AsyncIterator[Any]:
        async with self.db.watch(list(pipeline), **options) as stream:
            yield stream

    async def close(self) -> None:
        self.client.close()
