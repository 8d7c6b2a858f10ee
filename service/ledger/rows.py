"""Reads what the days of the ledger are made of. What a majority has, and nothing else: a leaf of a
transfer that a failover takes back could never be proved."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from rewards.ledger.days.closing import (
    Closing,
    Leaves,
    LedgerDay,
    Place,
    SaltKey,
    looked_for_since,
)
from rewards.ledger.transfer import Transfer
from service.store.collection import Collection
from service.store.lists import Page, newest_where
from service.store.lists import Place as ListPlace
from service.store.schema.documents import CURRENT
from service.store.schema.page import (
    LEDGER_CLOSINGS,
    LEDGER_DAYS,
    LEDGER_LEAVES,
    LEDGER_SALTS,
    TRANSFERS,
)
from service.store.store import Store

Doc = TypeVar("Doc", bound=msgspec.Struct)
Stages = Sequence[dict[str, Any]]

DAYS_AT_ONCE = 20
"""Closed days that a look back reads in one query; in most nights it needs two."""


async def closing_now(store: Store) -> Closing | None:
    """The day that is being closed, or was closed last."""
    return await store.get(LEDGER_CLOSINGS, CURRENT)


async def first_booked(store: Store) -> datetime | None:
    """When the first transfer of all was booked."""
    found = await read(store, TRANSFERS, ({"$sort": {"at": 1, "_id": 1}}, {"$limit": 1}))
    return found[0].at if found else None


async def look_back(store: Store) -> datetime | None:
    """From when on a transfer may be in no day yet; see `looked_for_since`."""
    days: list[LedgerDay] = []
    while True:
        older: dict[str, Any] = {"_id": {"$lt": days[-1].id}} if days else {}
        stages = ({"$match": older}, {"$sort": {"_id": -1}}, {"$limit": DAYS_AT_ONCE})
        page = await read(store, LEDGER_DAYS, stages)
        days += page
        since = looked_for_since(days)
        if since is not None or len(page) < DAYS_AT_ONCE:
            return since


async def days_page(store: Store, limit: int, after: ListPlace | None) -> Page[LedgerDay]:
    """Closed days, newest first, from a place on."""
    return await newest_where(store, LEDGER_DAYS, {}, limit=limit, after=after, at="ends_at")


async def booked(
    store: Store, since: datetime | None, until: datetime, after: Place | None, limit: int
) -> list[Transfer]:
    """The transfers from `since` to before `until`, in order of time and id, after a place."""
    bounds: dict[str, Any] = {"$lt": until} | ({} if since is None else {"$gte": since})
    behind: list[dict[str, Any]] = [{"at": bounds}]
    if after is not None:
        same = {"at": after.at, "_id": {"$gt": after.id}}
        # Said twice, so that the index is entered at the place and not at the beginning.
        behind += [{"at": {"$gte": after.at}}, {"$or": [{"at": {"$gt": after.at}}, same]}]
    stages = ({"$match": {"$and": behind}}, {"$sort": {"at": 1, "_id": 1}}, {"$limit": limit})
    return await read(store, TRANSFERS, stages)


async def count_booked(store: Store, since: datetime | None, until: datetime) -> int:
    """How many transfers there are from `since` to before `until`."""
    bounds: dict[str, Any] = {"$lt": until} | ({} if since is None else {"$gte": since})
    stages = ({"$match": {"at": bounds}}, {"$count": "rows"})
    async with store.snapshot() as snapshot:
        return sum([raw["rows"] async for raw in snapshot.pipeline(TRANSFERS, stages)])


async def transfers_called(store: Store, ids: Sequence[str]) -> list[Transfer]:
    """The transfers with these ids that there are."""
    return await read(store, TRANSFERS, ({"$match": {"_id": {"$in": list(ids)}}},))


async def leaves_with(store: Store, ids: Sequence[str]) -> list[Leaves]:
    """The chunks in which any of these transfers is a leaf."""
    return await read(store, LEDGER_LEAVES, ({"$match": {"ids": {"$in": list(ids)}}},))


async def salt_keys(store: Store, accounts: Sequence[str]) -> list[SaltKey]:
    """The salt keys of these accounts that there are."""
    return await read(store, LEDGER_SALTS, ({"$match": {"_id": {"$in": list(accounts)}}},))


async def read(store: Store, collection: Collection[Doc], stages: Stages) -> list[Doc]:
    """The documents of an aggregation, as a majority has them."""
    async with store.snapshot() as snapshot:
        return [collection.decode(raw) async for raw in snapshot.pipeline(collection, stages)]
