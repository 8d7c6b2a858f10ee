"""The member's published scores."""

from service.store.schema.documents import CURRENT, Snapshot, snapshot_id
from service.store.schema.page import PUBLICATIONS, SNAPSHOTS
from service.store.snapshot import Snapshot as Moment


async def scores_of(moment: Moment, account: str) -> tuple[Snapshot, ...]:
    """By cycle, newest last, each with every part and piece of evidence."""
    published = await moment.of(PUBLICATIONS, "_id", [CURRENT])
    ids = [snapshot_id(each, account) for each in published]
    found = await moment.of(SNAPSHOTS, "_id", ids)
    return tuple(sorted(found, key=lambda each: each.id))
