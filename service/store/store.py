"""The open store: everything the rest of the service may ask of the database."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from service.clock import cut
from service.store.collection import Collection
from service.store.driver.port import Document, Driver
from service.store.owner import Owner
from service.store.path.batcher import Batcher
from service.store.path.chunk import apply_chunk
from service.store.path.command import Answered, Command
from service.store.path.limits import Limits
from service.store.path.stats import Stats
from service.store.path.transaction import Transactions
from service.store.reads import Reads
from service.store.schema.page import COLLECTIONS
from service.store.snapshot import Snapshot

Doc = TypeVar("Doc", bound=msgspec.Struct)


ROWS_AT_ONCE = 100_000
"""Rows in one reply; the server ends it at 16 MB."""


class Store:
    """One process's connection to one database. Belongs to the event loop that opened it."""

    def __init__(
        self,
        driver: Driver,
        limits: Limits | None = None,
        collections: Mapping[str, Collection[Any]] = COLLECTIONS,
    ) -> None:
        self._driver = driver
        self._limits = limits or Limits()
        self._reads = Reads(driver.db)
        self._transactions = Transactions(driver, collections)
        self._batcher = Batcher(self._transactions, self._limits)

    @property
    def driver(self) -> Driver:
        """For the other files of this package."""
        return self._driver

    @property
    def stats(self) -> Stats:
        """What the write path did since start."""
        return self._batcher.stats

    @property
    def depth(self) -> int:
        """Commands that wait for a batch."""
        return self._batcher.depth

    async def apply(self, command: Command[Any]) -> Answered[Any]:
        """The one way to change anything; see `service.store.path`."""
        return await self._batcher.apply(command)

    async def apply_chunk(
        self, fence: Command[Any], commands: Sequence[Command[Any]]
    ) -> list[Answered[Any] | Exception]:
        """A job's chunk behind its fence, after the members who wait; see `path.chunk`."""
        await self._batcher.let_members_pass()
        return await apply_chunk(
            self._transactions, fence, commands, deadline_s=self._limits.deadline_s
        )

    async def get(
        self, collection: Collection[Doc], id_: str, *, owner: Owner | None = None
    ) -> Doc | None:
        """One document by id, majority-committed; concurrent calls share a query.

        What belongs to somebody is read for an `owner`; another's is None, as if it did not exist.
        """
        return await self._reads.get(collection, id_, owner)

    def pipeline(
        self, collection: Collection[Any], stages: Sequence[Document], **options: Any
    ) -> AsyncIterator[Document]:
        """The raw documents of an aggregation, for read models and checks."""
        return self._driver.aggregate(collection.name, stages, **options)

    async def rows(
        self, collection: Collection[Any], match: Document, fields: Document
    ) -> list[Document]:
        """Raw documents that match, only these fields of them, in as few replies as they fit in:
        for jobs that read much at once."""
        found = self._driver.db[collection.name].find(match, fields, batch_size=ROWS_AT_ONCE)
        rows: list[Document] = await found.to_list(None)
        return rows

    def watch(self, stages: Sequence[Document], **options: Any) -> AbstractAsyncContextManager[Any]:
        """A change stream over every collection: the server reads its log once for each stream, so
        one that matches several collections costs less than several streams."""
        return self._driver.watch(stages, **options)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        """Reads that share one moment; see `Snapshot`."""
        async with self._driver.start_session(snapshot=True) as session:
            yield Snapshot(self._driver, session)

    async def server_now(self) -> datetime:
        """The database's own time, for what processes must agree on."""
        hello = await self._driver.db.command("hello")
        return cut(hello["localTime"].astimezone(UTC))

    async def operation_time(self) -> Any:
        """The latest entry of the database's log, as the driver's timestamp: what a snapshot can be
        read at, and a change stream be started after. `$$CLUSTER_TIME` may be ahead of the log."""
        hello = await self._driver.db.command("hello")
        return hello["operationTime"]

    async def close(self) -> None:
        """Answers everyone who waits, then closes the connection."""
        await self._batcher.close()
        await self._driver.close()
