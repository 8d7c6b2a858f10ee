"""Lists of what an account has, newest first, a page at a time."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import msgspec

from service.store.collection import Collection
from service.store.store import Store

Doc = TypeVar("Doc", bound=msgspec.Struct)

PAGE_MAX = 100
ALL: Mapping[str, Any] = MappingProxyType({})


class Place(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """Where a page ended: the next one begins after it. Total: no two rows share it."""

    at: datetime
    id: str


class Page(msgspec.Struct, Generic[Doc], frozen=True, kw_only=True):
    """Some rows, newest first; `after` is None when there are no more."""

    rows: tuple[Doc, ...]
    after: Place | None


async def newest(
    store: Store,
    collection: Collection[Doc],
    account: str,
    *,
    limit: int,
    after: Place | None = None,
    owner: str = "account",
    at: str = "at",
    only: Mapping[str, Any] = ALL,
) -> Page[Doc]:
    """The account's rows of a collection, from `after` on; `owner` and `at` name two fields, `only`
    is a query that narrows them down.

    `limit` is 1..PAGE_MAX rows. Rows that arrive meanwhile never move the following pages, as
    neither of the two fields ever changes.
    """
    match = {**only, owner: account}
    return await newest_where(store, collection, match, limit=limit, after=after, at=at)


async def newest_where(
    store: Store,
    collection: Collection[Doc],
    match: Mapping[str, Any],
    *,
    limit: int,
    after: Place | None = None,
    at: str = "at",
) -> Page[Doc]:
    """The same of all rows with these values, whosever they are: for operators."""
    stages: list[dict[str, Any]] = [
        {"$match": {**match, **_older_than(after, at)}},
        {"$sort": {at: -1, "_id": -1}},
        {"$limit": limit + 1},
    ]
    rows = [collection.decode(raw) async for raw in store.pipeline(collection, stages)]
    more = rows[limit:]
    return Page(rows=tuple(rows[:limit]), after=_place(rows[limit - 1], at) if more else None)


def _older_than(after: Place | None, at: str) -> dict[str, Any]:
    if after is None:
        return {}
    return {"$or": [{at: {"$lt": after.at}}, {at: after.at, "_id": {"$lt": after.id}}]}


def _place(row: Any, at: str) -> Place:
    return Place(at=getattr(row, at), id=row.id)


async def count_newest(
    store: Store, collection: Collection[Any], account: str, *, only: Mapping[str, Any]
) -> int:
    """How many of an account's newest PAGE_MAX rows match `only`: a bounded count."""
    stages: list[dict[str, Any]] = [
        {"$match": {"account": account}},
        {"$sort": {"at": -1, "_id": -1}},
        {"$limit": PAGE_MAX},
        {"$match": dict(only)},
        {"$count": "found"},
    ]
    async for raw in store.pipeline(collection, stages):
        return int(raw["found"])
    return 0
