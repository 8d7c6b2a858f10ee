"""What a score would be if it were published now."""

from datetime import datetime

from rewards.score.answer import NotAvailable, Score
from service.flows.scores.newer import before_of
from service.jobs.evidence import Known, evidence_of_account, read_evidence
from service.jobs.last_scores import last_score
from service.jobs.publish_score import active_days, scorer_of
from service.members.account import Account
from service.programme import Programme
from service.store.schema.documents import CURRENT
from service.store.schema.page import PUBLICATIONS
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
        last=await last_score(store, account, before_of(await store.get(PUBLICATIONS, CURRENT))),
    )
