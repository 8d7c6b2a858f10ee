"""Rows of the audit log for what operators had done before there was one."""

from datetime import UTC, datetime
from typing import Any

from service.store.driver.port import Driver
from service.store.schema.page import (
    AUDIT_LOG,
    CLOCKS,
    DISPLAY_TOKENS,
    MERCHANT_KEYS,
    SETTLEMENTS,
)

ACTOR, REASON = "migration", "done before there was an audit log"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# Where, which documents, what was done to them, what they are called, and which field says when.
NOTED: tuple[tuple[str, dict[str, Any], str, str, str | None], ...] = (
    (MERCHANT_KEYS.name, {}, "issue_merchant_key", "merchant_key:{id}", "created_at"),
    (
        MERCHANT_KEYS.name,
        {"revoked_at": {"$ne": None}},
        "revoke_merchant_key",
        "merchant_key:{id}",
        "revoked_at",
    ),
    (DISPLAY_TOKENS.name, {}, "issue_display_token", "display_token:{id}", "created_at"),
    (
        DISPLAY_TOKENS.name,
        {"revoked_at": {"$ne": None}},
        "revoke_display_token",
        "display_token:{id}",
        "revoked_at",
    ),
    (SETTLEMENTS.name, {"approved_by": {"$ne": None}}, "approve_plan", "{id}", None),
    (CLOCKS.name, {"offset_ms": {"$gt": 0}}, "move_clock", "clock:{id}", None),
)


async def note_older(driver: Driver) -> None:
    """A row for each, with an id that makes repeating harmless."""
    log: Any = driver.db[AUDIT_LOG.name]
    for collection, which, action, subject, when in NOTED:
        documents: Any = driver.db[collection]
        for raw in await documents.find(which).to_list(None):
            name = subject.format(id=raw["_id"])
            if await log.find_one({"subject": name, "action": action}):
                continue
            row = {
                "at": raw[when] if when else EPOCH,
                "actor": ACTOR,
                "action": action,
                "subject": name,
                "reason": REASON,
                "request": "",
                "outcome": "done",
            }
            await log.update_one({"_id": f"{action}:{name}"}, {"$setOnInsert": row}, upsert=True)
