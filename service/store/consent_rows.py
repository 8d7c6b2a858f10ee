"""The consent history of an account, newest first, a page at a time."""

from typing import Any

from service.store.lists import Page, Place
from service.store.schema.documents import ConsentRow
from service.store.schema.page import CONSENTS
from service.store.store import Store


async def newest_consents(
    store: Store, account: str, *, limit: int, after: Place | None = None
) -> Page[ConsentRow]:
    """The account's rows from `after` on: by id, in which the epoch is, so that what was said in
    one moment keeps its order."""
    match: dict[str, Any] = {"account": account}
    if after is not None:
        match["_id"] = {"$lt": after.id}
    stages: list[dict[str, Any]] = [
        {"$match": match},
        {"$sort": {"_id": -1}},
        {"$limit": limit + 1},
    ]
    rows = [CONSENTS.decode(raw) async for raw in store.pipeline(CONSENTS, stages)]
    last = rows[limit - 1] if len(rows) > limit else None
    place = Place(at=last.entry.at, id=last.id) if last else None
    return Page(rows=tuple(rows[:limit]), after=place)
