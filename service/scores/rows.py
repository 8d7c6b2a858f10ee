"""Reads publications. What a majority has, and nothing else."""

from datetime import datetime
from typing import Any

from rewards.score.cycles.revision import Revision, ScoreLeaves, revision_id
from service.ledger.rows import read
from service.store.lists import Page, Place, newest_where
from service.store.schema.page import CYCLE_LEAVES, CYCLES
from service.store.store import Store

PUBLISHED: dict[str, Any] = {"published_at": {"$ne": None}}


async def latest_of(store: Store, cycle: str) -> Revision | None:
    """The published revision of a cycle that is in force."""
    found = await revisions_of(store, cycle, most=1)
    return found[0] if found else None


async def revisions_of(store: Store, cycle: str, *, most: int) -> list[Revision]:
    """The published revisions of a cycle, the latest first."""
    # Ids of a cycle's revisions are between its name with `:` and with `;`.
    match = {"_id": {"$gt": f"{cycle}:", "$lt": f"{cycle};"}, **PUBLISHED}
    return await read(store, CYCLES, ({"$match": match}, {"$sort": {"_id": -1}}, {"$limit": most}))


async def publications(
    store: Store, *, limit: int, after: Place | None, since: datetime | None = None
) -> Page[Revision]:
    """What has been published, newest cut-off first; only those with one since a time, if given."""
    match = PUBLISHED if since is None else {**PUBLISHED, "cut_off": {"$gte": since}}
    return await newest_where(store, CYCLES, match, limit=limit, after=after, at="cut_off")


async def leaves_of(store: Store, revision: Revision, account: str) -> ScoreLeaves | None:
    """The chunk of leaves in which an account's would be."""
    match = {"of": revision.id, "first": {"$lte": account}}
    stages = ({"$match": match}, {"$sort": {"first": -1}}, {"$limit": 1})
    found = await read(store, CYCLE_LEAVES, stages)
    return found[0] if found and account in found[0].accounts else None


async def revision_of(store: Store, cycle: str, number: int | None) -> Revision | None:
    """A published revision of a cycle: the one with this number, or the one in force."""
    if number is None:
        return await latest_of(store, cycle)
    found = await store.get(CYCLES, revision_id(cycle, number))
    return found if found is not None and found.published_at is not None else None


async def published_in_order(store: Store) -> list[Revision]:
    """Everything that was ever published, in the order in which it was."""
    return await read(
        store, CYCLES, ({"$match": PUBLISHED}, {"$sort": {"published_at": 1, "_id": 1}})
    )
