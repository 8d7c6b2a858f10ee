"""Reads what an archive is made of: one account's, as of one moment, a page at a time."""

from collections.abc import AsyncIterator
from typing import Any, TypeVar

import msgspec

from rewards.ledger.days.leaf import salt_of
from rewards.ledger.days.proof import Proof
from service.ledger.prove import proof_of
from service.store.collection import Collection
from service.store.schema.page import LEDGER_DAYS, LEDGER_LEAVES, LEDGER_SALTS, TRANSFERS
from service.store.snapshot import Snapshot

Doc = TypeVar("Doc", bound=msgspec.Struct)

PAGE = 200
"""Rows of one query: of the largest, some hundred kilobytes."""


async def rows_of(
    snapshot: Snapshot, collection: Collection[Doc], owner: str, account: str
) -> AsyncIterator[list[Doc]]:
    """The account's rows in order of id, a page at a time."""
    last = ""
    while True:
        match: dict[str, Any] = {"$and": [{owner: account}, {"_id": {"$gt": last}}]}
        stages = ({"$match": match}, {"$sort": {"_id": 1}}, {"$limit": PAGE})
        page = [collection.decode(raw) async for raw in snapshot.pipeline(collection, stages)]
        if not page:
            return
        last = page[-1].id  # type: ignore[attr-defined]
        yield page


async def proofs_of(snapshot: Snapshot, account: str, public: bytes) -> AsyncIterator[list[Proof]]:
    """The proofs of those of the account's transfers whose days are closed."""
    found = await snapshot.of(LEDGER_SALTS, "_id", [account])
    key = found[0].key if found else None
    if key is None:
        return
    async for page in rows_of(snapshot, TRANSFERS, "account", account):
        transfers = {each.id: each for each in page}
        chunks = await snapshot.of(LEDGER_LEAVES, "ids", list(transfers))
        days = {
            day.id: day
            for day in await snapshot.of(LEDGER_DAYS, "_id", [chunk.day for chunk in chunks])
        }
        yield [
            proof_of(transfers[id_], chunk, days[chunk.day], salt_of(key, id_), public)
            for chunk in chunks
            if chunk.day in days
            for id_ in chunk.ids
            if id_ in transfers
        ]
