"""Accounts, and ids of what is due, in order of id and a page at a time."""

from typing import Any

import msgspec

from service.members.account import Account
from service.store.collection import Collection
from service.store.schema.page import ACCOUNTS
from service.store.schema.slot import SetAside
from service.store.store import Store

PAGE = 500
"""Accounts per chunk: each transaction stays well below a second."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The accounts after a place, and what could not be read among them. `last` is the next place.

    Accounts that come into being behind the place are not seen; they have no past to publish.
    """

    accounts: tuple[Account, ...]
    unreadable: tuple[SetAside, ...]
    last: str


async def next_accounts(
    store: Store,
    after: str,
    *,
    matching: dict[str, Any] | None = None,
    limit: int = PAGE,
    hint: str | None = None,
) -> Page | None:
    """The next accounts after an id; only those matching a query, if one is given. None at the end.

    Where few of many accounts match, `hint` is the index to use: the order of ids must not tempt
    the database to walk through all of them.
    """
    stages: list[dict[str, Any]] = [
        {"$match": {"_id": {"$gt": after}, **(matching or {})}},
        {"$sort": {"_id": 1}},
        {"$limit": limit},
    ]
    options = {} if hint is None else {"hint": hint}
    rows = [raw async for raw in store.pipeline(ACCOUNTS, stages, **options)]
    if not rows:
        return None
    last: str = rows[-1]["_id"]
    read = [_read(raw) for raw in rows]
    return Page(
        accounts=tuple(one for one in read if isinstance(one, Account)),
        unreadable=tuple(one for one in read if isinstance(one, SetAside)),
        last=last,
    )


async def due_ids(
    store: Store,
    collection: Collection[Any],
    after: str | None,
    matching: dict[str, Any],
    *,
    hint: str,
) -> tuple[str, ...]:
    """The next ids of documents matching a query, in order. Only ids are read, so one that nobody
    can read is the trouble of its own command. Few are due and many are over: `hint` as above."""
    stages: list[dict[str, Any]] = [
        {"$match": {"_id": {"$gt": after or ""}, **matching}},
        {"$sort": {"_id": 1}},
        {"$limit": PAGE},
        {"$project": {"_id": 1}},
    ]
    rows = store.pipeline(collection, stages, hint=hint)
    return tuple([row["_id"] async for row in rows])


def _read(raw: dict[str, Any]) -> Account | SetAside:
    id_ = raw["_id"]
    try:
        return ACCOUNTS.decode(raw)
    except msgspec.ValidationError as error:
        return SetAside(item=id_, error=f"{ACCOUNTS.name} {id_}: {error}")
