"""Who may run what: slots are opened, claimed, given back and read here.

All of it by the database's clock (`$$NOW`), which every process shares. A claim is one conditional
update of one document, so of many that try, one succeeds. What a job itself writes goes through
`Store.apply_chunk`, whose fence checks the token that the claim has raised.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from bson.int64 import Int64
from pymongo import DESCENDING, ReturnDocument, UpdateOne
from pymongo.errors import DuplicateKeyError

from service.store.driver.port import Driver
from service.store.schema.page import SLOTS
from service.store.schema.slot import UNFINISHED, Slot, SlotState
from service.store.store import Store

Stage = dict[str, Any]

FREE: Stage = {"$expr": {"$lte": ["$free_at", "$$NOW"]}}
OPEN: Stage = {"state": {"$in": list(UNFINISHED)}}


def slots_of(store: Store) -> "Slots":
    """The slots of an open store."""
    return Slots(store.driver)


class Slots:
    """The slots of one database. Every method raises what the driver raises."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._slots: Any = driver.db[SLOTS.name]

    async def open(self, slots: Sequence[Slot]) -> int:
        """Adds those that do not exist yet, in order; returns how many that were."""
        if not slots:
            return 0
        result = await self._slots.bulk_write([_unless_there(slot) for slot in slots])
        return int(result.upserted_count)

    async def take(self, slot: Slot, *, owner: str, lease: timedelta) -> Slot | None:
        """Adds a slot that is this owner's from its first moment; None if it is there already."""
        mine = msgspec.structs.replace(
            slot, state=SlotState.CLAIMED, owner=owner, token=1, attempts=1
        )
        raw = SLOTS.encode(mine)
        new: Stage = {"_id": raw.pop("_id"), "state": {"$exists": False}}
        change = {field: {"$literal": value} for field, value in raw.items()}
        update = [{"$set": change | {"free_at": _in(lease)}}]
        try:
            found = await self._slots.find_one_and_update(
                new, update, upsert=True, return_document=ReturnDocument.AFTER
            )
        except DuplicateKeyError:
            return None
        return _slot(found)

    async def unfinished(self, *, until: datetime) -> list[Slot]:
        """What was due up to and with then and is not over, the oldest first."""
        cursor = self._slots.find({**OPEN, "due": {"$lte": until}}, sort=[("due", 1), ("_id", 1)])
        return [SLOTS.decode(raw) for raw in await cursor.to_list(None)]

    async def waiting_since(self) -> datetime | None:
        """When the oldest unfinished slot of all was due; None if all are over."""
        raw = await self._slots.find_one(OPEN, {"due": 1}, sort=[("due", 1)])
        return None if raw is None else raw["due"]

    async def failed(self) -> int:
        """How many runs have failed for good, and wait for a person."""
        return int(await self._slots.count_documents({"state": SlotState.FAILED}))

    async def newest_of_each(self) -> dict[str, datetime]:
        """When the newest slot of each job was due, opened by whomever."""
        stages: list[Stage] = [
            {"$sort": {"job": 1, "due": -1}},
            {"$group": {"_id": "$job", "due": {"$first": "$due"}}},
        ]
        return {raw["_id"]: raw["due"] async for raw in self._driver.aggregate(SLOTS.name, stages)}

    async def heads(self) -> list[Slot]:
        """Of each job the oldest unfinished slot, if it is free to claim now; the oldest first."""
        stages: list[Stage] = [
            {"$match": OPEN},
            {"$sort": {"due": 1, "_id": 1}},
            {"$group": {"_id": "$job", "head": {"$first": "$$ROOT"}}},
            {"$replaceRoot": {"newRoot": "$head"}},
            {"$match": FREE},
            {"$sort": {"due": 1, "_id": 1}},
        ]
        return [SLOTS.decode(raw) async for raw in self._driver.aggregate(SLOTS.name, stages)]

    async def claim(self, id_: str, *, owner: str, lease: timedelta) -> Slot | None:
        """The slot, now this owner's under a new token; None if it is somebody else's or over."""
        change = {
            "state": SlotState.CLAIMED,
            "owner": {"$literal": owner},
            "token": {"$add": ["$token", Int64(1)]},
            "attempts": {"$add": ["$attempts", Int64(1)]},
            "free_at": _in(lease),
        }
        return await self._change({"_id": id_, **OPEN, **FREE}, change)

    async def renew(self, slot: Slot, *, lease: timedelta) -> bool:
        """Extends the lease, even one that has run out, unless somebody has claimed the slot."""
        return await self._change(_held(slot), {"free_at": _in(lease)}) is not None

    async def give_back(self, slot: Slot, *, wait: timedelta, error: str | None) -> bool:
        """For anybody to claim after `wait`. Without an error the attempt does not count."""
        change: Stage = {"state": SlotState.DUE, "owner": None, "free_at": _in(wait)}
        if error is None:
            change["attempts"] = {"$subtract": ["$attempts", Int64(1)]}
        else:
            change["error"] = {"$literal": error}
        return await self._change(_held(slot), change) is not None

    async def fail(self, slot: Slot, *, error: str) -> bool:
        """Ends the run for good, visibly."""
        change: Stage = {"state": SlotState.FAILED, "owner": None, "ended_at": "$$NOW"}
        return await self._change(_held(slot), change | {"error": {"$literal": error}}) is not None

    async def reopen(self, id_: str) -> bool:
        """Lets a failed or skipped slot be tried, from its checkpoint."""
        change: Stage = {
            "state": SlotState.DUE,
            "attempts": Int64(0),
            "free_at": "$$NOW",
            "ended_at": None,
        }
        over: Stage = {"_id": id_, "state": {"$in": [SlotState.FAILED, SlotState.SKIPPED]}}
        return await self._change(over, change) is not None

    async def supersede(self, job: str, *, before: datetime) -> int:
        """Skips what is still due of a job from before then, and untouched by any runner."""
        untouched: Stage = {"job": job, "manual": False, "state": SlotState.DUE, "token": 0}
        result = await self._slots.update_many(
            untouched | {"due": {"$lt": before}},
            {"$set": {"state": SlotState.SKIPPED}, "$inc": {"version": Int64(1)}},
        )
        return int(result.modified_count)

    async def find(self, id_: str) -> Slot | None:
        """The slot with this id."""
        return _slot(await self._slots.find_one({"_id": id_}))

    async def newest(self, job: str) -> Slot | None:
        """The latest slot that the timetable has opened for a job."""
        query: Stage = {"job": job, "manual": False}
        return _slot(await self._slots.find_one(query, sort=[("due", DESCENDING)]))

    async def latest(self, job: str, count: int) -> list[Slot]:
        """The last slots of a job, opened by whomever, newest first."""
        cursor = self._slots.find({"job": job}, sort=[("due", DESCENDING)], limit=count)
        return [SLOTS.decode(raw) for raw in await cursor.to_list(None)]

    async def forget(self, *, before: datetime, most: int) -> int:
        """Removes at most so many finished slots that were due before then, never a job's newest.

        Failed ones stay: somebody has to look at them.
        """
        stages: list[Stage] = [
            {"$match": {"manual": False}},
            {"$group": {"_id": "$job", "newest": {"$max": "$due"}}},
        ]
        old = [
            {"job": raw["_id"], "due": {"$lt": min(before, raw["newest"])}}
            async for raw in self._driver.aggregate(SLOTS.name, stages)
        ]
        if not old:
            return 0
        over = {"state": {"$in": [SlotState.DONE, SlotState.SKIPPED]}, "$or": old}
        cursor = self._slots.find(over, {"_id": 1}, limit=most)
        ids = [raw["_id"] for raw in await cursor.to_list(None)]
        result = await self._slots.delete_many({"_id": {"$in": ids}})
        return int(result.deleted_count)

    async def _change(self, query: Stage, change: Mapping[str, Any]) -> Slot | None:
        update = {**change, "version": {"$add": ["$version", Int64(1)]}}
        found = await self._slots.find_one_and_update(
            query, [{"$set": update}], return_document=ReturnDocument.AFTER
        )
        return _slot(found)


def _slot(raw: dict[str, Any] | None) -> Slot | None:
    return None if raw is None else SLOTS.decode(raw)


def _unless_there(slot: Slot) -> UpdateOne:
    raw = SLOTS.encode(slot)
    return UpdateOne({"_id": raw.pop("_id")}, {"$setOnInsert": raw}, upsert=True)


def _held(slot: Slot) -> Stage:
    return {"_id": slot.id, "token": slot.token, "state": SlotState.CLAIMED}


def _in(wait: timedelta) -> Stage:
    return {"$add": ["$$NOW", Int64(wait // timedelta(milliseconds=1))]}
