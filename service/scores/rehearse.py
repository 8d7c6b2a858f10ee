"""Another way of scoring on past cycles: every account that was in one, a few at a time."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime

from rewards.score.cycles.revision import Revision, snapshot_id
from rewards.score.rehearsal.replay import Replayed, Was, evidence_of, replay
from rewards.score.rehearsal.tally import Tally, perk_bounds
from service.jobs.pages import next_accounts
from service.programme import Programme
from service.programme.candidate import candidate_of, levels_of
from service.scores.rows import publications
from service.store.lists import PAGE_MAX
from service.store.schema.documents import Rehearsal, Snapshot
from service.store.schema.page import SNAPSHOTS
from service.store.store import Store

ACCOUNTS_AT_A_TIME = 100
"""With two dozen cycles some thousand explanations at once: tens of megabytes, however many
accounts there are."""

Note = Callable[[str, Replayed], None]
"""Is told of each account in each cycle."""


async def rehearse(
    store: Store,
    before: Programme,
    candidate: Programme,
    *,
    cycles: int,
    at: datetime,
    note: Note | None = None,
) -> Rehearsal:
    """What `candidate` would have said in the latest `cycles` instead of what was published, while
    `before` is the version that it is to follow. Writes nothing."""
    revisions = await _latest(store, cycles)
    numbers = candidate.numbers.score
    bounds = perk_bounds(levels_of(candidate), numbers.scheme)
    tallies = {
        revision.cycle: Tally(
            revision.cycle,
            perk_bounds(levels_of(before), revision.numbers.scheme),
            bounds,
            width=numbers.rehearsal_width,
            falls_max=numbers.rehearsal_falls,
        )
        for revision in revisions
    }
    async for account, cycles_of in _accounts(store, revisions):
        for found in replay(cycles_of, numbers):
            tallies[found.cycle].add(found)
            if note is not None:
                note(account, found)
    return Rehearsal(
        id=candidate_of(candidate),
        scheme=numbers.scheme.id,
        scheme_version=numbers.scheme.version,
        against=before.version,
        at=at,
        cycles=tuple(tallies[revision.cycle].summary() for revision in revisions),
    )


async def _latest(store: Store, cycles: int) -> list[Revision]:
    """The latest cycles, each by the revision in force, oldest first."""
    found: dict[str, Revision] = {}
    after = None
    while len(found) < cycles:
        page = await publications(store, limit=PAGE_MAX, after=after)
        for row in page.rows:
            if len(found) < cycles:
                found.setdefault(row.cycle, row)  # corrections come before what they correct
        after = page.after
        if after is None:
            break
    return list(found.values())[::-1]


async def _accounts(
    store: Store, revisions: Sequence[Revision]
) -> AsyncIterator[tuple[str, list[Was]]]:
    """Each account that was in one of the cycles, with those it was in, oldest first."""
    after = ""
    while (page := await next_accounts(store, after, limit=ACCOUNTS_AT_A_TIME)) is not None:
        ids = [account.id for account in page.accounts]
        for account, cycles in (await _read(store, revisions, ids)).items():
            yield account, cycles
        after = page.last


async def _read(
    store: Store, revisions: Sequence[Revision], accounts: Sequence[str]
) -> dict[str, list[Was]]:
    by_id = {
        snapshot_id(revision.cycle, revision.revision, account): revision
        for revision in revisions
        for account in accounts
    }
    found: dict[str, list[Was]] = defaultdict(list)
    async for raw in store.pipeline(SNAPSHOTS, [{"$match": {"_id": {"$in": list(by_id)}}}]):
        snapshot = SNAPSHOTS.decode(raw)
        found[snapshot.account].append(_was(snapshot, by_id[snapshot.id]))
    return {account: sorted(each, key=lambda was: was.at) for account, each in found.items()}


def _was(snapshot: Snapshot, revision: Revision) -> Was:
    score = snapshot.score
    return Was(
        cycle=revision.cycle,
        at=revision.cut_off,
        active_days=snapshot.active_days,
        score=score,
        evidence=snapshot.facts if score is None else evidence_of(score),
        last=snapshot.last,
    )
