"""Sweeps the rows of an erased account, a bounded number at a time.

Beside the write path: no rule decides by what is removed here, because the account is erased, and
removing twice is like removing once. May be cut anywhere and begun again by anybody.
"""

from collections.abc import Mapping
from typing import Any

from bson.int64 import Int64

from service.store.aside import aside
from service.store.outbox import EVENT_WAITS, OUTBOX
from service.store.path.record import RECORDS, records_of
from service.store.schema.page import (
    ACCESS_CHALLENGES,
    ACCESS_LOG,
    BADGE_CODES,
    CHALLENGES,
    CLAIMS,
    CONSENTS,
    DELIVERIES,
    DELIVERY_LINES,
    INBOX,
    PSEUDONYMS,
    RENTALS,
    SESSIONS,
    SPENDINGS,
)
from service.store.schema.personal import CONSENTS_KEPT
from service.store.store import Store

MOST = 500
"""Rows of one deletion."""

Match = Mapping[str, Any]


async def sweep(store: Store, account: str, *, again: bool) -> int:
    """How many rows were removed of what an erasure sweeps; see `schema.personal`.

    Sessions stay as empty husks the first time: a process may not have heard yet that they are
    over. `again` is when everybody has.
    """
    mine = {"account": account}
    others = {**mine, "entry.purpose": {"$nin": sorted(CONSENTS_KEPT)}}
    removed = await _pseudonyms(store, account)
    removed += await _remove(store, INBOX, mine)
    removed += await _remove(store, ACCESS_LOG, mine)
    removed += await _remove(store, ACCESS_CHALLENGES, mine)
    removed += await _remove(store, CHALLENGES, mine)
    removed += await _remove(store, CONSENTS, others)
    removed += await _remove(store, BADGE_CODES, mine)
    removed += await _remove(store, EVENT_WAITS, mine)
    removed += await _remove(store, DELIVERIES, mine)
    removed += await _remove(store, DELIVERY_LINES, mine)
    await _blank_orders(store, mine)
    await _blank_statements(store, mine)
    removed += await _remove(store, OUTBOX, _beginning(f"{account}:"))
    removed += await _remove(store, RECORDS, _beginning(records_of(f"member:{account}")))
    if again:
        return removed + await _remove(store, SESSIONS, mine)
    await _empty_sessions(store, mine)
    return removed


def _beginning(text: str) -> Match:
    """Ids with this beginning, whose last character is a colon: ';' comes right after it."""
    return {"_id": {"$gte": text, "$lt": text[:-1] + ";"}}


async def _remove(store: Store, collection: Any, match: Match) -> int:
    """From the last to the first, so that what is left of an account's events has no gap."""
    rows, removed = aside(store, collection), 0
    while True:
        found = rows.find(match, {"_id": 1}, sort=[("_id", -1)], limit=MOST)
        ids = [raw["_id"] for raw in await found.to_list(None)]
        if not ids:
            return removed
        gone = await rows.delete_many({"_id": {"$in": ids}})
        removed += int(gone.deleted_count)


async def _pseudonyms(store: Store, account: str) -> int:
    """Claims before the pseudonyms that name them: whoever goes on after a cut finds both."""
    links = aside(store, PSEUDONYMS)
    found = await links.find({"account": account}, {"merchant": 1}).to_list(None)
    claims = [f"pseudonym:{raw['merchant']}:{account}" for raw in found]
    await aside(store, CLAIMS).delete_many({"_id": {"$in": claims}})
    return await _remove(store, PSEUDONYMS, {"account": account})


async def _blank_orders(store: Store, mine: Match) -> None:
    """What was bought, in the member's words. A merchant may give seeds back later, by its own
    copy of the number."""
    blank = {"what": None, "version": {"$add": ["$version", Int64(1)]}}
    named = {**mine, "what": {"$ne": None}}
    await aside(store, SPENDINGS).update_many(named, [{"$set": blank}])


async def _blank_statements(store: Store, mine: Match) -> None:
    """What was said about what was lent, by either of the two."""
    blank = {"statements": [], "version": {"$add": ["$version", Int64(1)]}}
    said = {**mine, "statements": {"$ne": []}}
    await aside(store, RENTALS).update_many(said, [{"$set": blank}])


async def _empty_sessions(store: Store, mine: Match) -> None:
    """Also those that were on no list of devices any more."""
    husk: dict[str, Any] = {"member": "", "device": "", "tokens": []}
    husk["revoked_at"] = {"$ifNull": ["$revoked_at", "$$NOW"]}
    husk["version"] = {"$add": ["$version", Int64(1)]}
    left = {**mine, "$or": [{"member": {"$ne": ""}}, {"revoked_at": None}]}
    await aside(store, SESSIONS).update_many(left, [{"$set": husk}])
