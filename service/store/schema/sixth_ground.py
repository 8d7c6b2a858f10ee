"""Schema 6: perks of every kind, merchants with terminals, and how often a member had what.

What documents of schema 5 lack is filled in, collection by collection.
"""

from typing import Any

from bson.int64 import Int64

from rewards.score.evidence import EvidenceKind, Status
from service.members.states import State
from service.store.collection import Collection
from service.store.driver.port import Driver
from service.store.schema.page import (
    ACCOUNTS,
    COMPLETIONS,
    EVIDENCE,
    KEY_RINGS,
    MERCHANT_KEYS,
    PASSES,
    RENTALS,
)

# Where, which field, and what it holds at first, as BSON or as an expression.
FILLED: tuple[tuple[Collection[Any], str, Any], ...] = (
    (ACCOUNTS, "uses", []),
    (ACCOUNTS, "asked", {"since": None, "checks": Int64(0), "levels": []}),
    (ACCOUNTS, "vouchers", []),
    (
        ACCOUNTS,
        "badges",
        {"counts": {"rentals_kept": Int64(0), "charity_tasks": Int64(0)}, "shares": []},
    ),
    (PASSES, "terminal", ""),
    (MERCHANT_KEYS, "terminal", ""),
    (RENTALS, "terms.grace_hours", None),
    (RENTALS, "terms.offline", False),
    (RENTALS, "offline", None),
    (RENTALS, "pass_key", None),
    (RENTALS, "fault_at", None),
    (RENTALS, "faults", Int64(0)),
    (RENTALS, "claim", None),
    (RENTALS, "breach", None),
    (RENTALS, "remind_at", None),
    (RENTALS, "history", []),
    (RENTALS, "statements", []),
    (MERCHANT_KEYS, "given_by", ""),
)

# A completion that a challenge has shown not to be so: the row of that name says how it stands.
_REVERSED = {
    "from": EVIDENCE.name,
    "localField": "_id",
    "foreignField": "_id",
    "pipeline": [{"$match": {"status": Status.REVERSED.value}}],
    "as": "reversed",
}

# What accounts count from now on, of what is there: where, which rows, and under which field.
COUNTED: tuple[tuple[Collection[Any], tuple[dict[str, Any], ...], str], ...] = (
    (
        EVIDENCE,
        (
            {
                "$match": {
                    "kind": {
                        "$in": [
                            EvidenceKind.RENTAL_KEPT_SMALL.value,
                            EvidenceKind.RENTAL_KEPT_LARGE.value,
                        ]
                    },
                    "status": {"$ne": Status.REVERSED.value},
                }
            },
        ),
        "badges.counts.rentals_kept",
    ),
    (
        COMPLETIONS,
        (
            {
                "$match": {
                    "evidence": EvidenceKind.CHARITY_TASK_COMPLETED.value,
                    "revoked_at": None,
                }
            },
            {"$lookup": _REVERSED},
            {"$match": {"reversed": []}},
        ),
        "badges.counts.charity_tasks",
    ),
)


async def fill_sixth_ground(driver: Driver) -> None:
    """Fields, and what is counted from now on."""
    for collection, field, empty in FILLED:
        documents: Any = driver.db[collection.name]
        await documents.update_many({field: {"$exists": False}}, [{"$set": {field: empty}}])
    for collection, chosen, counted in COUNTED:
        await _count(driver, collection, chosen, counted)
    await _string_keys(driver)


async def _count(
    driver: Driver,
    collection: Collection[Any],
    chosen: tuple[dict[str, Any], ...],
    counted: str,
) -> None:
    """What badges count, of every account that has any of it. Nothing else of an account is
    touched, and what was erased stays empty."""
    gone = {"$eq": ["$state", State.ERASED.value]}
    found = {"$cond": [gone, f"${counted}", "$$new.found"]}
    stages: list[dict[str, Any]] = [
        *chosen,
        {"$group": {"_id": "$account", "found": {"$sum": Int64(1)}}},
        {
            "$merge": {
                "into": ACCOUNTS.name,
                "whenMatched": [{"$set": {counted: found}}],
                "whenNotMatched": "discard",
            }
        },
    ]
    async for _ in driver.aggregate(collection.name, stages):
        pass  # a merge says nothing


async def _string_keys(driver: Driver) -> None:
    """Every merchant's keys that are not revoked go on its ring; a ring that is there stays."""
    stages: list[dict[str, Any]] = [
        {"$match": {"revoked_at": None}},
        {"$sort": {"created_at": 1, "_id": 1}},
        {
            "$group": {
                "_id": "$merchant",
                "keys": {"$push": {"id": "$_id", "ends_at": "$expires_at"}},
            }
        },
        {"$set": {"version": Int64(1)}},
        {
            "$merge": {
                "into": KEY_RINGS.name,
                "whenMatched": "keepExisting",
                "whenNotMatched": "insert",
            }
        },
    ]
    async for _ in driver.aggregate(MERCHANT_KEYS.name, stages):
        pass  # a merge says nothing
