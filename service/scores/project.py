"""What a score would be if it were published now."""

from datetime import datetime

from rewards.score.answer import NotAvailable, Score
from rewards.score.cushion import Last
from rewards.score.cycles.revision import snapshot_id
from service.jobs.evidence import Known, evidence_of_account, read_evidence
from service.jobs.publish_score import active_days, scorer_of
from service.members.account import Account
from service.programme import Programme
from service.store.owner import of_account
from service.store.schema.documents import CURRENT
from service.store.schema.page import PUBLICATIONS, SNAPSHOTS
from service.store.store import Store


async def project(
    store: Store, account: Account, programme: Programme, now: datetime
) -> Score | NotAvailable:
    """By the scheme in force, from all that is known now, with the cushion of what is published.
    ValueError if something that is stored about the account cannot be read."""
    known = (await read_evidence(store, [account.id], until=now)).get(account.id, Known())
    if known.unreadable is not None:
        raise ValueError(known.unreadable)
    return scorer_of(programme.numbers.score).score(
        evidence_of_account(account, known, until=now, zone=programme.zone),
        active_days=active_days(account, now),
        at=now,
        last=await _last(store, account.id),
    )


async def _last(store: Store, account: str) -> Last | None:
    current = await store.get(PUBLICATIONS, CURRENT)
    if current is None:
        return None
    id_ = snapshot_id(current.cycle, current.revision, account)
    snapshot = await store.get(SNAPSHOTS, id_, owner=of_account(account))
    if snapshot is None or snapshot.score is None:
        return None
    said = snapshot.score
    return Last(value=said.value, scheme=said.scheme, at=current.cut_off)
