"""The leaves of a revision that has all its snapshots, chunk by chunk; then it is published."""

import asyncio
from secrets import token_bytes
from typing import Any, NamedTuple

from rewards.ledger.days.closing import SaltKey
from rewards.ledger.days.leaf import KEY_BYTES
from rewards.ledger.days.tree import CHUNK, joined
from rewards.merkle import SALT_BYTES
from rewards.score.cycles.leaf import leaf, salt_of
from rewards.score.cycles.revision import (
    Revision,
    ScoreLeaves,
    head_of,
    leaves_id,
    number_of,
    revision_id,
    snapshot_id,
)
from service.flows.scores.add_score_leaves import ADD_SCORE_LEAVES, AddScoreLeaves
from service.flows.scores.move_pointer import MOVE_POINTER, MovePointer
from service.flows.scores.stepped import From
from service.jobs.job import Chunk, Run, domain_now
from service.jobs.last_scores import value_in
from service.ledger.rows import salt_keys
from service.store.schema.documents import CURRENT
from service.store.schema.page import CYCLES, PUBLICATIONS, SNAPSHOTS
from service.store.store import Store

LEAVES = "leaves"

# Leaves hashed before others get a turn on the loop: a few milliseconds.
BREATH = 256


class Scored(NamedTuple):
    """An account in a revision, and its score, if it has one."""

    account: str
    value: int | None


async def next_leaves(run: Run, revision: Revision) -> Chunk:
    """The next chunk of leaves; behind the last one, the pointer."""
    rows = await scored(run.context.store, revision, revision.place)
    # A chunk that is not full was the last: what has turned up since is refused.
    if not rows or revision.size % CHUNK:
        return await _publish(run, revision)
    return await _add(run, revision, rows)


async def scored(store: Store, revision: Revision, after: str) -> list[Scored]:
    """The next accounts of a revision behind one, in order of id, as a majority has them."""
    prefix = snapshot_id(revision.cycle, revision.revision, "")
    bounds = {"$gt": f"{prefix}{after}", "$lt": f"{prefix[:-1]};"}
    stages: list[dict[str, Any]] = [
        {"$match": {"_id": bounds}},
        {"$sort": {"_id": 1}},
        {"$limit": CHUNK},
        {"$project": {"_id": 0, "account": 1, "score": 1}},
    ]
    async with store.snapshot() as snapshot:
        rows = snapshot.pipeline(SNAPSHOTS, stages)
        return [Scored(raw["account"], _value(raw["score"])) async for raw in rows]


def _value(packed: Any) -> int | None:
    said = value_in(packed)
    return None if said is None else said.value


async def _add(run: Run, revision: Revision, rows: list[Scored]) -> Chunk:
    accounts = tuple(row.account for row in rows)
    known = {key.id: key for key in await salt_keys(run.context.store, accounts)}
    fresh = tuple(
        SaltKey(id=account, key=token_bytes(KEY_BYTES), made_at=run.context.clock.server_now())
        for account in accounts
        if account not in known
    )
    keys = {key.id: key.key for key in (*known.values(), *fresh)}
    number = number_of(revision)
    leaves = ScoreLeaves(
        id=leaves_id(revision, number),
        of=revision.id,
        number=number,
        first=accounts[0],
        accounts=accounts,
        hashes=joined(await hashed(revision, rows, keys)),
    )
    body = AddScoreLeaves(at=_from(revision), leaves=leaves, keys=fresh)
    return Chunk(
        after=LEAVES,
        commands=(run.command(ADD_SCORE_LEAVES, body),),
        items=(leaves.id,),
        essential=True,
        worth=(0,),
    )


async def hashed(
    revision: Revision, rows: list[Scored], keys: dict[str, bytes | None]
) -> list[bytes]:
    """The leaf of each row, in order."""
    hashes = []
    for place, row in enumerate(rows):
        if place % BREATH == 0:
            await asyncio.sleep(0)
        salt = _salt(keys[row.account], revision, row.account)
        hashes.append(leaf(salt, row.account, revision.cycle, revision.revision, row.value))
    return hashes


def _salt(key: bytes | None, revision: Revision, account: str) -> bytes:
    """Where a key was erased, a salt that nobody keeps."""
    if key is None:
        return token_bytes(SALT_BYTES)
    return salt_of(key, snapshot_id(revision.cycle, revision.revision, account))


async def _publish(run: Run, revision: Revision) -> Chunk:
    store, key = run.context.store, run.context.ledger_key()
    current = await store.get(PUBLICATIONS, CURRENT)
    before = None
    if current is not None:
        before = await store.get(CYCLES, revision_id(current.cycle, current.revision))
    head = head_of(
        revision,
        published_at=domain_now(run.context),
        before=before.signed.head if before and before.signed else None,
        key=key.id,
    )
    body = MovePointer(at=_from(revision), signed=key.sign_scores(head))
    return Chunk(
        after=LEAVES,
        commands=(run.command(MOVE_POINTER, body),),
        items=(revision.id,),
        essential=True,
    )


def _from(revision: Revision) -> From:
    return From(revision=revision.id, size=revision.size)
