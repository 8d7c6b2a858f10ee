"""Finds who is to be erased, what still needs them, and what waits to be swept."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from service.flows.context import Context
from service.flows.membership.erase import OVER
from service.members.erasure.record import Erasure
from service.members.member import Member
from service.members.states import State
from service.store.collection import Collection
from service.store.driver.port import Driver
from service.store.schema.page import ENTRIES, ERASURES, GAMES, MEMBERS
from service.store.store import Store

MEMBERS_EACH, ERASURES_EACH = 100, 20
"""Members of a chunk, each some ten documents; erasures, each with rows to be swept before."""


async def closed_members(store: Store, before: datetime, after: str) -> list[Member]:
    """The next members in order of id whose membership has been closing since before then."""
    stages: list[dict[str, Any]] = [
        {"$match": {"state": State.CLOSING.value, "state_at": {"$lte": before}}},
        {"$match": {"_id": {"$gt": after}}},
        {"$sort": {"_id": 1}},
        {"$limit": MEMBERS_EACH},
    ]
    # Few are closing, many are not: never by the order of ids.
    rows = store.pipeline(MEMBERS, stages, hint="state_1_state_at_1__id_1")
    return [MEMBERS.decode(raw) async for raw in rows]


async def due_erasures(store: Store, now: datetime, after: str) -> list[Erasure]:
    """The next erasures in order of id that have something to be done."""
    stages: list[dict[str, Any]] = [
        {"$match": {"due_at": {"$lte": now}, "_id": {"$gt": after}}},
        {"$sort": {"_id": 1}},
        {"$limit": ERASURES_EACH},
    ]
    rows = store.pipeline(ERASURES, stages, hint="due_at_1__id_1")
    return [ERASURES.decode(raw) async for raw in rows]


async def every_erasure(driver: Driver) -> list[Erasure]:
    """All that a database knows, in whatever schema it is; random ids and times, so in memory."""
    found = await driver.db[ERASURES.name].find({}, sort=[("_id", 1)]).to_list(None)
    return [ERASURES.decode(raw) for raw in found]


async def games_going_on(store: Store, accounts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """By account, the games with a guess of its that are not over."""
    stages: list[dict[str, Any]] = [
        {"$match": {"account": {"$in": list(accounts)}}},
        {
            "$lookup": {
                "from": GAMES.name,
                "localField": "game",
                "foreignField": "_id",
                "pipeline": [{"$project": {"state": 1}}],
                "as": "of",
            }
        },
        {"$match": {"of.state": {"$nin": [state.value for state in OVER]}}},
        {"$project": {"account": 1, "game": 1}},
    ]
    found: dict[str, list[str]] = defaultdict(list)
    async for raw in store.pipeline(ENTRIES, stages):
        found[raw["account"]].append(raw["game"])
    return {account: tuple(sorted(games)) for account, games in found.items()}


async def next_work(context: Context) -> datetime | None:
    """When the first closing membership is over, or the first erasure is due."""
    days = timedelta(days=context.programme().numbers.members.closing_days)
    closing = await _first(context.store, MEMBERS, "state_at", {"state": State.CLOSING.value})
    due = await _first(context.store, ERASURES, "due_at", {"due_at": {"$ne": None}})
    found = (None if closing is None else closing + days, due)
    return min((at for at in found if at is not None), default=None)


async def _first(
    store: Store, collection: Collection[Any], field: str, match: dict[str, Any]
) -> datetime | None:
    stages = ({"$match": match}, {"$sort": {field: 1}}, {"$limit": 1}, {"$project": {field: 1}})
    rows = [raw async for raw in store.pipeline(collection, stages)]
    return rows[0][field] if rows else None
