"""When there is work for a job: the answer to its `next_work`, asked of the documents that wait."""

import enum
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from service.clock import NO_OFFSET
from service.flows.context import Context
from service.jobs.job import NextWork
from service.store.collection import Collection


def waiting(
    collection: Collection[Any],
    states: Sequence[enum.StrEnum],
    field: str,
    *,
    plus: timedelta = NO_OFFSET,
) -> NextWork:
    """From the earliest `field` of the documents in these states on, or so much later."""
    stages: list[dict[str, Any]] = [
        {"$match": {"state": {"$in": [state.value for state in states]}, field: {"$ne": None}}},
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


def any_of(*asks: NextWork) -> NextWork:
    """As soon as one of them has something."""

    async def ask(context: Context) -> datetime | None:
        found = [await each(context) for each in asks]
        return min((at for at in found if at is not None), default=None)

    return ask
