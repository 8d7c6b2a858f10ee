"""Proves what was published: I10 of every score of the current revision and of a part of each
older one, a different part every day; I14 of every root, signature and leaf.

Everything of a published revision stays as it is, so each page may see a moment of its own.
"""

from collections.abc import Mapping
from datetime import datetime

from rewards.ledger.days.tree import hashes_in
from rewards.ledger.invariants import Violation
from rewards.score.cushion import Last
from rewards.score.cycles.head import ScoresHead
from rewards.score.cycles.leaf import leaf, salt_of
from rewards.score.cycles.revision import (
    Revision,
    ScoreLeaves,
    leaves_id,
    revision_id,
    snapshot_id,
)
from rewards.score.cycles.verify import (
    follows_last,
    reproduce,
    same_leaves,
    verify_leaves,
    verify_revision,
)
from service.jobs.last_scores import last_scores
from service.ledger.rows import salt_keys
from service.members.states import State
from service.scores.rows import published_in_order
from service.store.schema.documents import CURRENT, Snapshot
from service.store.schema.page import ACCOUNTS, CYCLE_LEAVES, PUBLICATIONS, SNAPSHOTS
from service.store.store import Store


async def check_scores(
    store: Store, keys: Mapping[str, bytes] | None = None, now: datetime | None = None
) -> list[Violation]:
    """All that is wrong with what is published. `keys` are the public keys by id; `now` says which
    part of older revisions is looked at."""
    current = await store.get(PUBLICATIONS, CURRENT)
    in_force = None if current is None else revision_id(current.cycle, current.revision)
    found: list[Violation] = []
    before: ScoresHead | None = None
    for revision in await published_in_order(store):
        found += verify_revision(revision, before, keys)
        before = revision.signed.head if revision.signed else None
        everything = revision.id == in_force
        found += await _check_revision(store, revision, now, everything=everything)
    return found


async def _check_revision(
    store: Store, revision: Revision, now: datetime | None, *, everything: bool
) -> list[Violation]:
    found: list[Violation] = []
    chunks = len(hashes_in(revision.roots))
    today = (now.toordinal() if now else 0) % max(1, chunks)
    after = ""
    for number in range(chunks):
        chunk = await store.get(CYCLE_LEAVES, leaves_id(revision, number))
        found += verify_leaves(revision, number, chunk)
        if chunk is None:
            continue
        if everything or number == today:
            until = None if number + 1 == chunks else chunk.accounts[-1]
            snapshots = await _snapshots(store, revision, after, until)
            found += await _check_chunk(store, revision, chunk, snapshots)
        after = chunk.accounts[-1]
    return found


async def _check_chunk(
    store: Store, revision: Revision, chunk: ScoreLeaves, snapshots: list[Snapshot]
) -> list[Violation]:
    keys = {key.id: key.key for key in await salt_keys(store, chunk.accounts)}
    wanted = [(each.account, _leaf(revision, each, keys)) for each in snapshots]
    found = same_leaves(revision, chunk, wanted)
    lasts = await _lasts(store, revision, snapshots)
    for each in snapshots:
        found += reproduce(
            each.id,
            each.score or each.not_available,
            each.facts,
            active_days=each.active_days,
            last=each.last,
            cut_off=revision.cut_off,
            numbers=revision.numbers,
        )
        if each.account in lasts:
            found += follows_last(each.id, each.last, lasts[each.account])
    return found


async def _snapshots(
    store: Store, revision: Revision, after: str, until: str | None
) -> list[Snapshot]:
    """Those behind an account up to another, or to the end: one too many would show."""
    prefix = snapshot_id(revision.cycle, revision.revision, "")
    low = f"{prefix}{after}\0" if after else prefix
    high = f"{prefix[:-1]};" if until is None else f"{prefix}{until}\0"
    async with store.snapshot() as snapshot:
        return await snapshot.between(SNAPSHOTS, low, high)


async def _lasts(
    store: Store, revision: Revision, snapshots: list[Snapshot]
) -> dict[str, Last | None]:
    """What was published before about each account that there still is: who was away then is told
    by the account."""
    ids = [each.account for each in snapshots]
    async with store.snapshot() as snapshot:
        found = await snapshot.of(ACCOUNTS, "_id", ids)
    accounts = [account for account in found if account.state is not State.ERASED]
    lasts = await last_scores(store, accounts, revision)
    return {account.id: lasts.get(account.id) for account in accounts}


def _leaf(revision: Revision, snapshot: Snapshot, keys: Mapping[str, bytes | None]) -> bytes | None:
    key = keys.get(snapshot.account)
    if key is None:
        return None
    value = None if snapshot.score is None else snapshot.score.value
    salt = salt_of(key, snapshot.id)
    return leaf(salt, snapshot.account, revision.cycle, revision.revision, value)
