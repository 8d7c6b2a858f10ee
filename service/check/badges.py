"""Proves that badges count what is so: as much as the evidence of their members says (I10)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rewards.ledger.invariants import Violation
from rewards.perks.badges.counts import Counts, with_fact
from rewards.score.evidence import Status
from service.check.evidence import kept
from service.check.walk import walk
from service.members.account import Account
from service.store.schema.page import ACCOUNTS, COMPLETIONS, EVIDENCE
from service.store.snapshot import Snapshot
from service.store.store import Store


async def check_badges(store: Store) -> list[Violation]:
    """All accounts, a chunk and a moment at a time."""
    return await walk(store, ACCOUNTS, _chunk)


async def _chunk(snapshot: Snapshot, accounts: Sequence[Account]) -> list[Violation]:
    ids = [each.id for each in accounts]
    counts: dict[str, Counts] = defaultdict(Counts)
    rows = await snapshot.of_accounts(EVIDENCE, ids)
    standing = {row.id: row.status is not Status.REVERSED for row in rows}
    for row in rows:
        # A row about a task says how its completion stands, and adds nothing to it.
        if standing[row.id] and row.id.startswith("rental:"):
            counts[row.account] = with_fact(counts[row.account], row.kind)
    for done in await snapshot.of_accounts(COMPLETIONS, ids):
        if done.revoked_at is None and standing.get(done.id, True):
            counts[done.account] = with_fact(counts[done.account], done.evidence)
    known = await kept(snapshot, ids)
    return list(_wrong(known.values(), counts))


def _wrong(accounts: Iterable[Account], counts: dict[str, Counts]) -> Iterable[Violation]:
    for account in accounts:
        says, is_so = account.badges.counts, counts[account.id]
        if says != is_so:
            yield Violation(
                invariant="I10",
                subject=account.id,
                sentence=f"its badges say {_words(says)}, its evidence {_words(is_so)}",
            )


def _words(counts: Counts) -> str:
    return f"{counts.rentals_kept} rentals and {counts.charity_tasks} charity tasks"
