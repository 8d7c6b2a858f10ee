"""When there is work for a job: the answer to its `next_work`, asked of the documents that wait."""

import enum
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from rewards.boards.season import SeasonState
from service.clock import NO_OFFSET
from service.flows.context import Context
from service.jobs.due import ALWAYS
from service.jobs.job import NextWork
from service.store.collection import Collection
from service.store.schema.page import ACCOUNTS, SEASONS


def waiting(
    collection: Collection[Any],
    states: Sequence[enum.StrEnum],
    field: str,
    *,
    plus: timedelta = NO_OFFSET,
    **fields: Any,
) -> NextWork:
    """From the earliest `field` of the documents in these states on, or so much later; only of
    those with such `fields`, if any are given."""
    match = {"state": {"$in": [state.value for state in states]}, field: {"$ne": None}, **fields}
    stages: list[dict[str, Any]] = [
        {"$match": match},
        {"$sort": {field: 1}},
        {"$limit": 1},
        {"$project": {field: 1}},
    ]

    async def ask(context: Context) -> datetime | None:
        async for raw in context.store.pipeline(collection, stages):
            found: datetime = raw[field]
            return found + plus
        return None

    return ask


async def holds_end(context: Context) -> datetime | None:
    """When the first of what is set aside in purses ends; the holds of a purse are in order."""
    stages: list[dict[str, Any]] = [
        {"$match": {"purse.holds.0.ends_at": {"$gt": ALWAYS}}},
        {"$sort": {"purse.holds.0.ends_at": 1}},
        {"$limit": 1},
        {"$project": {"ends_at": {"$first": "$purse.holds.ends_at"}}},
    ]
    async for raw in context.store.pipeline(ACCOUNTS, stages):
        found: datetime = raw["ends_at"]
        return found
    return None


async def seasons_begin(context: Context) -> datetime | None:
    """When the first of the announced seasons begins, which is when the next one is announced; at
    once, if a board has none."""
    stages: list[dict[str, Any]] = [
        {"$match": {"state": SeasonState.SCHEDULED.value}},
        {"$group": {"_id": "$board", "first": {"$min": "$starts_at"}}},
    ]
    rows = context.store.pipeline(SEASONS, stages)
    first: dict[str, datetime] = {raw["_id"]: raw["first"] async for raw in rows}
    if {board.id for board in context.programme().boards} - first.keys():
        return ALWAYS
    return min(first.values(), default=None)


def any_of(*asks: NextWork) -> NextWork:
    """As soon as one of them has something."""

    async def ask(context: Context) -> datetime | None:
        found = [await each(context) for each in asks]
        return min((at for at in found if at is not None), default=None)

    return ask
