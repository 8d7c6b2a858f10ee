"""Schema 5: consent in full, evidence that has a status, publications that can be proved.

What documents of schema 4 lack is filled in, collection by collection.
"""

from typing import Any

from bson.int64 import Int64

from service.store.collection import Collection
from service.store.driver.port import Driver
from service.store.schema.page import ACCOUNTS, EVIDENCE, INBOX, MEMBERS, PUBLICATIONS, SEASONS

# Who has been a member for longer than a year is told so by the next run of the job.
A_YEAR_AFTER_JOINING = {"$dateAdd": {"startDate": "$active_since", "unit": "day", "amount": 365}}

# Where, which field, and what it holds at first, as BSON or as an expression.
FILLED: tuple[tuple[Collection[Any], str, Any], ...] = (
    (ACCOUNTS, "breaks", []),
    (ACCOUNTS, "adult_from", None),
    (ACCOUNTS, "muted", []),
    (ACCOUNTS, "reviewed_at", None),
    (ACCOUNTS, "notice_due_at", A_YEAR_AFTER_JOINING),
    (ACCOUNTS, "inviting.newcomer_from", None),
    (ACCOUNTS, "challenging", []),
    (MEMBERS, "birth_year", None),
    (MEMBERS, "name_hidden_at", None),
    (EVIDENCE, "status", "counted"),
    (EVIDENCE, "reference", "$_id"),
    (EVIDENCE, "recorded_at", "$at"),
    (EVIDENCE, "notice", None),
    (EVIDENCE, "since", None),
    (EVIDENCE, "was", None),
    (EVIDENCE, "made_good_at", None),
    (EVIDENCE, "version", Int64(1)),
    (INBOX, "delivery", None),
    (INBOX, "delivered_at", None),
    (INBOX, "seen_at", None),
    (INBOX, "version", Int64(1)),
    (PUBLICATIONS, "reason", ""),
    # Boards that were shown before are logged by the next run of the job.
    (SEASONS, "logged", False),
)


async def fill_fifth_ground(driver: Driver) -> None:
    """Fields alone."""
    for collection, field, empty in FILLED:
        documents: Any = driver.db[collection.name]
        await documents.update_many({field: {"$exists": False}}, [{"$set": {field: empty}}])
