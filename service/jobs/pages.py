"""Accounts in order of id, a page at a time."""

from typing import Any

import msgspec

from service.members.account import Account
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


def _read(raw: dict[str, Any]) -> Account | SetAside:
    id_ = raw["_id"]
    try:
        return ACCOUNTS.decode(raw)
    except msgspec.ValidationError as error:
        return SetAside(item=id_, error=f"{ACCOUNTS.name} {id_}: {error}")
