"""The member's published scores."""

from rewards.score.cycles.revision import snapshot_id as id_in
from service.scores.rows import PUBLISHED
from service.store.schema.documents import CURRENT, Snapshot, snapshot_id
from service.store.schema.page import CYCLES, PUBLICATIONS, SNAPSHOTS
from service.store.snapshot import Snapshot as Moment


async def scores_of(moment: Moment, account: str) -> tuple[Snapshot, ...]:
    """By cycle, newest last, each with every part and piece of evidence; corrected ones too."""
    current = await moment.of(PUBLICATIONS, "_id", [CURRENT])
    ids = {snapshot_id(each, account) for each in current}
    fields = {"cycle": 1, "revision": 1}
    async for raw in moment.pipeline(CYCLES, [{"$match": PUBLISHED}, {"$project": fields}]):
        ids.add(id_in(raw["cycle"], raw["revision"], account))
    found = await moment.of(SNAPSHOTS, "_id", sorted(ids))
    return tuple(sorted(found, key=lambda each: each.id))
