"""GET /v1/me/score."""

import msgspec
from litestar import get

from rewards.calendar import Instant
from rewards.score.answer import NotAvailable, Score
from service.http.guards import TheMember
from service.http.me.self import own_account
from service.http.means import Means, TheMeans
from service.http.problems.raised import Refused
from service.members.consents import PROGRAMME, Purpose
from service.members.require import require
from service.store.owner import of_account
from service.store.schema.documents import CURRENT, Publication, Snapshot, snapshot_id
from service.store.schema.page import PUBLICATIONS, SNAPSHOTS


class MyScore(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The published score, explained to the piece of evidence; or what it still needs.

    Without `cycle`, nothing has been published about the caller yet.
    """

    available: bool
    cycle: str = ""
    revision: int = 0
    published_at: Instant | None = None
    score: Score | None = None
    not_available: NotAvailable | None = None


@get("/score", operation_id="getScore", tags=["score"])
async def show_score(means: TheMeans, caller: TheMember) -> MyScore:
    """The caller's score as last published, while the caller wants to be scored."""
    account = await own_account(means, caller)
    refused = require(account, Purpose.SCORE, PROGRAMME, means.domain_now())
    if refused is not None:
        raise Refused(refused)
    publication = await means.context.store.get(PUBLICATIONS, CURRENT)
    return await _published(means, publication, caller.account)


async def _published(means: Means, publication: Publication | None, account: str) -> MyScore:
    if publication is None:
        return MyScore(available=False)
    id_ = snapshot_id(publication, account)
    snapshot = await means.context.store.get(SNAPSHOTS, id_, owner=of_account(account))
    return MyScore(available=False) if snapshot is None else _view(publication, snapshot)


def _view(publication: Publication, snapshot: Snapshot) -> MyScore:
    return MyScore(
        available=snapshot.score is not None,
        cycle=publication.cycle,
        revision=publication.revision,
        published_at=publication.published_at,
        score=snapshot.score,
        not_available=snapshot.not_available,
    )
