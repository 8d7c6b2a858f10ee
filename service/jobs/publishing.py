"""The steps of publishing a revision: snapshots account by account, leaves, and the pointer.

How far the leaves are is in the revision itself; how far the snapshots are, in the checkpoint.
"""

import asyncio
from datetime import datetime

import msgspec

from rewards.score.cushion import Last
from rewards.score.cycles.revision import Revision
from service.flows.scores.publish_scores import PUBLISH_SCORES, PublishScores
from service.jobs.evidence import Known, evidence_of_account, read_evidence
from service.jobs.job import Chunk, Run, domain_now
from service.jobs.last_scores import last_scores
from service.jobs.pages import PAGE, Page, next_accounts
from service.jobs.publish_score import snapshot_of, was_away
from service.jobs.score_leaves import LEAVES, next_leaves
from service.members.account import Account
from service.members.consents import PROGRAMME, Purpose
from service.members.require import require
from service.store.schema.documents import Snapshot
from service.store.schema.slot import SetAside
from service.store.store import Store

AFTER = "after:"  # an account; "after:" alone is before the first one

# Accounts scored before others get a turn on the loop: a few milliseconds.
BREATH = 64
# Accounts per command: what one that cannot be written takes with it.
TOGETHER = 50


async def next_step(run: Run, revision: Revision, checkpoint: str, *, most: int = PAGE) -> Chunk:
    """A page of at most so many accounts in order of id; after the last of them, leaves; at last,
    the pointer."""
    if revision.is_filling and not checkpoint.startswith(LEAVES):
        after = checkpoint.removeprefix(AFTER)
        page = await next_accounts(run.context.store, after, limit=most)
        if page is not None:
            return await _page(run, revision, page)
    return await next_leaves(run, revision)


async def _page(run: Run, revision: Revision, page: Page) -> Chunk:
    now = domain_now(run.context)
    snapshots, set_aside = await snapshots_of(run.context.store, revision, page, now)
    return _chunk(run, revision, snapshots, f"{AFTER}{page.last}", set_aside)


async def snapshots_of(
    store: Store, revision: Revision, page: Page, now: datetime
) -> tuple[list[Snapshot], tuple[SetAside, ...]]:
    """Those of the accounts that want a score, and what could not be read."""
    wanted = [
        account
        for account in page.accounts
        if require(account, Purpose.SCORE, PROGRAMME, now) is None
        and not was_away(account, revision.cut_off)
    ]
    ids = [account.id for account in wanted]
    known, lasts = await asyncio.gather(
        read_evidence(store, ids, until=revision.cut_off), last_scores(store, wanted, revision)
    )
    snapshots: list[Snapshot] = []
    set_aside = list(page.unreadable)
    for number, account in enumerate(wanted):
        if number % BREATH == 0:
            await asyncio.sleep(0)
        try:
            facts = known.get(account.id) or Known()
            snapshots.append(_snapshot(revision, account, facts, lasts.get(account.id)))
        except ValueError as error:
            set_aside.append(SetAside(item=account.id, error=str(error)))
    return snapshots, tuple(set_aside)


def _snapshot(revision: Revision, account: Account, known: Known, last: Last | None) -> Snapshot:
    if known.unreadable is not None:
        raise msgspec.ValidationError(known.unreadable)
    evidence = evidence_of_account(account, known, until=revision.cut_off, zone=revision.zone)
    return snapshot_of(account, evidence, revision, last)


def _chunk(
    run: Run,
    revision: Revision,
    snapshots: list[Snapshot],
    after: str,
    set_aside: tuple[SetAside, ...],
) -> Chunk:
    parts = [tuple(snapshots[at : at + TOGETHER]) for at in range(0, len(snapshots), TOGETHER)]
    bodies = [PublishScores(revision=revision.id, snapshots=part) for part in parts]
    return Chunk(
        after=after,
        commands=tuple(run.command(PUBLISH_SCORES, body) for body in bodies),
        items=tuple(" ".join(each.account for each in part) for part in parts),
        set_aside=set_aside,
        worth=tuple(len(part) for part in parts),
    )
