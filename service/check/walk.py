"""Walks through a collection, as every proof of one does."""

from collections.abc import Awaitable, Callable
from typing import Any

from rewards.ledger.invariants import Violation
from service.store.collection import Collection
from service.store.snapshot import Snapshot
from service.store.store import Store

CHUNK = 500

Prove = Callable[[Snapshot, list[Any]], Awaitable[list[Violation]]]


async def walk(
    store: Store, collection: Collection[Any], prove: Prove, *, chunk: int = CHUNK
) -> list[Violation]:
    """What `prove` finds: it gets every document in order of id, a chunk and a moment at a time,
    and all else that it reads is of the chunk's moment."""
    found: list[Violation] = []
    last = ""
    while True:
        async with store.snapshot() as snapshot:
            documents = await snapshot.after(collection, last, chunk)
            if not documents:
                return found
            found += await prove(snapshot, documents)
        last = documents[-1].id
