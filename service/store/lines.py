"""What is looked for in lines: which are due, what is next in one, and what it holds up."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from service.store.schema.page import DELIVERIES, DELIVERY_LINES, ENDPOINTS
from service.store.store import Store
from service.webhooks.delivery import Delivery, DeliveryState
from service.webhooks.endpoint import EndpointState

DUE = "next_try_at_1_endpoint_1__id_1"
NEXT = "line_1_number_1"


async def switched_off(store: Store) -> list[str]:
    """The endpoints that nothing is sent to now."""
    off = {"endpoints.state": EndpointState.DISABLED.value}
    stages: list[dict[str, Any]] = [
        {"$match": off},
        {"$unwind": "$endpoints"},
        {"$match": off},
        {"$project": {"id": "$endpoints.id"}},
    ]
    return [raw["id"] async for raw in store.pipeline(ENDPOINTS, stages)]


async def due_lines(store: Store, at: datetime, *, each: int, most: int) -> list[str]:
    """Lines in which something may be sent: at most `each` of one endpoint, who waits longest
    first, so that one endpoint with many never stops the others."""
    due: dict[str, Any] = {"next_try_at": {"$lte": at, "$type": "date"}}
    off = await switched_off(store)
    stages: list[dict[str, Any]] = [
        {"$match": due | ({"endpoint": {"$nin": off}} if off else {})},
        {"$sort": {"next_try_at": 1, "endpoint": 1, "_id": 1}},
        {"$group": {"_id": "$endpoint", "lines": {"$firstN": {"input": "$_id", "n": each}}}},
        {"$sort": {"_id": 1}},
    ]
    found = [raw["lines"] async for raw in store.pipeline(DELIVERY_LINES, stages, hint=DUE)]
    # The oldest of each endpoint before the second oldest of any.
    rows = [lines[place] for place in range(each) for lines in found if place < len(lines)]
    return rows[:most]


async def next_due(store: Store) -> datetime | None:
    """When the next line is due, as things stand."""
    due: dict[str, Any] = {"next_try_at": {"$type": "date"}}
    off = await switched_off(store)
    stages: list[dict[str, Any]] = [
        {"$match": due | ({"endpoint": {"$nin": off}} if off else {})},
        {"$sort": {"next_try_at": 1, "endpoint": 1, "_id": 1}},
        {"$limit": 1},
        {"$project": {"next_try_at": 1}},
    ]
    async for raw in store.pipeline(DELIVERY_LINES, stages, hint=DUE):
        found: datetime = raw["next_try_at"]
        return found
    return None


async def next_in(store: Store, line: str) -> tuple[Delivery | None, bool]:
    """The delivery that is next, and whether there are more."""
    stages: list[dict[str, Any]] = [
        {"$match": {"line": line, "state": DeliveryState.WAITING.value}},
        {"$sort": {"number": 1}},
        {"$limit": 2},
    ]
    rows = [raw async for raw in store.pipeline(DELIVERIES, stages, hint=NEXT)]
    return (DELIVERIES.decode(rows[0]) if rows else None), len(rows) > 1


async def held_up(store: Store, deliveries: Iterable[Delivery]) -> set[str]:
    """The ids of those that wait for another one, that comes before them in their line."""
    waiting = [each for each in deliveries if each.state is DeliveryState.WAITING]
    if not waiting:
        return set()
    lines = sorted({each.line for each in waiting})
    stages: list[dict[str, Any]] = [
        {"$match": {"line": {"$in": lines}, "state": DeliveryState.WAITING.value}},
        {"$sort": {"line": 1, "number": 1}},
        {"$group": {"_id": "$line", "number": {"$first": "$number"}}},
    ]
    rows = store.pipeline(DELIVERIES, stages, hint=NEXT)
    next_ = {raw["_id"]: raw["number"] async for raw in rows}
    # One whose turn came between the two reads waits for nothing.
    return {each.id for each in waiting if each.number > next_.get(each.line, each.number)}
