"""The score of one account in a revision, as it is stored. Pure."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from rewards.economy import ScoreNumbers
from rewards.score.answer import NotAvailable, Score
from rewards.score.cushion import Last
from rewards.score.cycles.revision import Revision, snapshot_id
from rewards.score.evidence import Evidence
from rewards.score.scorer import Scorer
from service.members.account import Account
from service.members.breaks import active_time
from service.store.schema.documents import Snapshot

SCHEMES = 4
"""Schemes whose tables are kept: a programme and its next version, in a sandbox and not."""


@lru_cache(SCHEMES)
def scorer_of(numbers: ScoreNumbers) -> Scorer:
    """Building one takes a millisecond, which is a tenth of a page of accounts."""
    return Scorer(numbers)


def snapshot_of(
    account: Account, evidence: Iterable[Evidence], revision: Revision, last: Last | None = None
) -> Snapshot:
    """The account's score at the cut-off, or why there is none. Same evidence, same snapshot."""
    facts = tuple(evidence)
    days = active_days(account, revision.cut_off)
    found = scorer_of(revision.numbers).score(
        facts, active_days=days, at=revision.cut_off, last=last
    )
    is_score = isinstance(found, Score)
    return Snapshot(
        id=snapshot_id(revision.cycle, revision.revision, account.id),
        cycle=revision.cycle,
        revision=revision.revision,
        account=account.id,
        score=found if isinstance(found, Score) else None,
        not_available=found if isinstance(found, NotAvailable) else None,
        active_days=days,
        last=last,
        facts=() if is_score else _in_order(facts),
    )


def active_days(account: Account, cut_off: datetime) -> int:
    """In state active, breaks left out. What was before the cut-off never changes again, so it
    needs no look in the transaction."""
    since = account.active_since
    return 0 if since is None else active_time(since, cut_off, account.breaks).days


def was_away(account: Account, at: datetime) -> bool:
    """Whether the membership was paused or closing then, and is not any more. Nothing accrued: a
    publication says nothing about it."""
    return any(each.since <= at < each.until for each in account.breaks)


def _in_order(facts: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(facts, key=lambda each: (each.at, each.id)))
