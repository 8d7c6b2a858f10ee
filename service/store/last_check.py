"""What the last `seedbank check` found: kept beside the write path, for those who watch."""

from datetime import datetime

import msgspec
from bson.int64 import Int64

from service.store.aside import aside
from service.store.schema.page import PROBES
from service.store.store import Store

ID = "check"


class LastCheck(msgspec.Struct, frozen=True, kw_only=True):
    """When it ended, by server time, and how many violations it found."""

    at: datetime
    violations: int


async def keep_check(store: Store, check: LastCheck) -> None:
    """Replaces what was kept."""
    document = {"at": check.at, "violations": Int64(check.violations)}
    await aside(store, PROBES).update_one({"_id": ID}, {"$set": document}, upsert=True)


async def last_check(store: Store) -> LastCheck | None:
    """None if none has ended yet."""
    raw = await aside(store, PROBES).find_one({"_id": ID})
    return None if raw is None else LastCheck(at=raw["at"], violations=int(raw["violations"]))
