"""The six calls in which the drivers differ. Everything else is called on the driver directly.

PyMongo's async API and Motor share their collection methods; these differ in what is awaited and
what is not, so only an adapter may call them.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import ReadPreference
from pymongo.write_concern import WriteConcern

Document = dict[str, Any]

# Concerns of the database and the collection are ignored inside a transaction, so every
# transaction names its own. Journalled majority: what was answered survives a failover.
SNAPSHOT = ReadConcern("snapshot")
MAJORITY = WriteConcern("majority", j=True)
PRIMARY = ReadPreference.PRIMARY


class Driver(Protocol):
    """An open connection to one database. `db` is the driver's own database object."""

    client: Any
    db: Any

    def start_session(self, **options: Any) -> AbstractAsyncContextManager[Any]:
        """A session, ended on exit; `snapshot=True` makes all its reads see one moment."""

    async def start_transaction(self, session: Any) -> None:
        """Begins a snapshot transaction with majority write concern on the primary."""

    def aggregate(
        self, collection: str, pipeline: Sequence[Document], **options: Any
    ) -> AsyncIterator[Document]:
        """The documents of a pipeline."""

    async def list_indexes(self, collection: str) -> list[Document]:
        """The index specifications of a collection; empty if it does not exist."""

    def watch(
        self, pipeline: Sequence[Document], **options: Any
    ) -> AbstractAsyncContextManager[Any]:
        """A change stream over the database, closed on exit."""

    async def close(self) -> None:
        """Closes every connection."""
