"""Writes what a batch decided: one operation per collection, guarded updates first."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from bson.int64 import Int64
from pymongo import DeleteOne, ReplaceOne, UpdateOne
from pymongo.errors import BulkWriteError

from service.store.collection import Collection, Key
from service.store.path.fault import DUPLICATE_KEY, Conflict
from service.store.path.state import Entered, RuleError, State

Change = UpdateOne | ReplaceOne[Any] | DeleteOne


async def write(db: Any, session: Any, state: State) -> bool:
    """Writes the folded state; False if there was nothing to write.

    Raises Conflict if a guarded document is no longer at the version that was loaded, or a gate has
    closed since.
    """
    updates, inserts = _sort(state)
    # A locked document shows itself at the first write; finding out early wastes the least.
    for name, operations in updates.items():
        result = await db[name].bulk_write(operations, ordered=False, session=session)
        if result.matched_count + result.deleted_count != len(operations):
            raise Conflict(f"{name}: a document changed after it was read")
    for name, documents in inserts.items():
        try:
            await db[name].insert_many(documents, ordered=False, session=session)
        except BulkWriteError as error:
            _blame_rows(error, state)
            raise
    return bool(updates or inserts)


def _blame_rows(error: BulkWriteError, state: State) -> None:
    """Rivals meet at what a command guards or inserts, all of which is written before the rows:
    a row that exists was appended wrongly, and no next try would help."""
    rows: set[Any] = {row.id for _, row in state.rows}  # type: ignore[attr-defined]
    for one in error.details["writeErrors"]:
        if one["code"] == DUPLICATE_KEY and one["keyValue"]["_id"] in rows:
            raise RuleError(f"{one['keyValue']['_id']} was appended, but exists") from error


def _enter(key: Key, entered: Entered) -> UpdateOne:
    """Counts what was let in, if the gate is still open by the database's own time."""
    now = {"$add": ["$$NOW", Int64(entered.offset // timedelta(milliseconds=1))]}
    still_open = {"_id": key.id, "open": True, "$expr": {"$lt": [now, "$closes_at"]}}
    return UpdateOne(still_open, {"$inc": {"entries": Int64(entered.entries)}})


def _change(key: Key, collection: Collection[Any], state: State) -> Change:
    """What makes of a document that was loaded what has become of it."""
    before: Any = state.loaded[key]
    after: Any = state.current[key]
    as_loaded = {"_id": key.id}
    if collection.guarded:
        as_loaded["version"] = before.version
    if after is None:
        return DeleteOne(as_loaded)
    if key in state.removed:  # and made anew by a batch-mate
        return ReplaceOne(as_loaded, collection.encode(after))
    # Only what changed travels: an account is large, and most of it stays as it is.
    return UpdateOne(as_loaded, {"$set": collection.changes(before, after)})


def _sort(state: State) -> tuple[dict[str, list[Change]], dict[str, list[Any]]]:
    updates: dict[str, list[Change]] = defaultdict(list)
    inserts: dict[str, list[Any]] = defaultdict(list)
    for key, collection in state.written.items():
        after: Any = state.current[key]
        if state.loaded.get(key) is not None:
            updates[key.collection].append(_change(key, collection, state))
        elif after is not None:
            inserts[key.collection].append(collection.encode(after))
    for key, entered in state.entered.items():
        updates[key.collection].append(_enter(key, entered))
    rows: list[tuple[Collection[Any], Any]] = state.rows
    for collection, row in rows:
        inserts[collection.name].append(collection.encode(row))
    return updates, inserts
