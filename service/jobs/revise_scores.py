"""Job: publish the corrections that operators want, then tell whose score has changed."""

from datetime import datetime
from typing import Any

from rewards.score.cycles.revision import Revision, snapshot_id
from service.flows.context import Context
from service.flows.scores.drop_revision import DROP_REVISION, DropRevision
from service.flows.scores.newer import newer
from service.flows.scores.tell_of_correction import TELL_OF_CORRECTION, TellOfCorrection
from service.jobs.job import Chunk, Run
from service.jobs.last_scores import value_in
from service.jobs.publishing import next_step
from service.jobs.score_leaves import Scored, scored
from service.store.schema.documents import CURRENT
from service.store.schema.page import CYCLES, PUBLICATIONS, SNAPSHOTS
from service.store.store import Store

TELL = "tell:"
OPEN: dict[str, Any] = {"published_at": None, "dropped_at": None, "revision": {"$gt": 1}}


async def wanted(context: Context) -> datetime | None:
    """Since when a correction has been waiting."""
    id_ = await _open(context.store)
    revision = None if id_ is None else await context.store.get(CYCLES, id_)
    return None if revision is None else revision.begun_at


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """The next step of the correction that the checkpoint names, or of one that waits.

    A checkpoint is a revision's id and how far it has come, with a bar between the two.
    """
    store = run.context.store
    id_, _, after = (checkpoint or "").partition("|")
    revision = await store.get(CYCLES, id_) if id_ else None
    if revision is not None and revision.published_at is not None:
        telling = await _tell(run, revision, after.removeprefix(TELL) if TELL in after else "")
        if telling is not None:
            return telling
    if revision is None or not revision.is_open:
        id_, after = await _open(store) or "", ""
        revision = await store.get(CYCLES, id_) if id_ else None
    return None if revision is None else await _step(run, revision, after)


async def _open(store: Store) -> str | None:
    rows = await store.rows(CYCLES, OPEN, {"_id": 1})
    return min((raw["_id"] for raw in rows), default=None)


async def _step(run: Run, revision: Revision, after: str) -> Chunk:
    current = await run.context.store.get(PUBLICATIONS, CURRENT)
    if newer(current, revision.cycle, revision.cut_off) is not None:
        body = DropRevision(revision=revision.id)
        commands = (run.command(DROP_REVISION, body),)
        return Chunk(after=f"{revision.id}|", commands=commands, items=(revision.id,))
    return _named(revision, await next_step(run, revision, after))


def _named(revision: Revision, chunk: Chunk) -> Chunk:
    return Chunk(
        after=f"{revision.id}|{chunk.after}",
        commands=chunk.commands,
        items=chunk.items,
        set_aside=chunk.set_aside,
        essential=chunk.essential,
        worth=chunk.worth,
    )


async def _tell(run: Run, revision: Revision, after: str) -> Chunk | None:
    """The next accounts whose score is not what it was; None once all have been looked at."""
    rows = await scored(run.context.store, revision, after)
    if not rows:
        return None
    before = await _before(run.context.store, revision, rows)
    bodies = [
        TellOfCorrection(
            account=row.account,
            cycle=revision.cycle,
            revision=revision.revision,
            reason=revision.reason,
            before=before.get(row.account),
            after=row.value,
        )
        for row in rows
        if before.get(row.account) != row.value
    ]
    return Chunk(
        after=f"{revision.id}|{TELL}{rows[-1].account}",
        commands=tuple(run.command(TELL_OF_CORRECTION, body) for body in bodies),
        items=tuple(body.account for body in bodies),
    )


async def _before(store: Store, revision: Revision, rows: list[Scored]) -> dict[str, int]:
    ids = [snapshot_id(revision.cycle, revision.revision - 1, row.account) for row in rows]
    found = await store.rows(SNAPSHOTS, {"_id": {"$in": ids}}, {"account": 1, "score": 1})
    said = ((raw["account"], value_in(raw["score"])) for raw in found)
    return {account: each.value for account, each in said if each is not None}
