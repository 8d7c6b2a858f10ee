"""GET /v1/me/score."""

from typing import Any

import msgspec
from litestar import Request, get

from rewards.calendar import Instant
from service.explain.views import ExplainedGap, ExplainedScore
from service.http.explaining import Explaining, explaining
from service.http.guards import TheMember
from service.http.me.wants_score import who_wants_a_score
from service.http.means import Means, TheMeans
from service.jobs.publish_score import was_away
from service.members.account import Account
from service.store.owner import of_account
from service.store.schema.documents import CURRENT, Publication, Snapshot, snapshot_id
from service.store.schema.page import PUBLICATIONS, SNAPSHOTS


class MyScore(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The published score, explained to the piece of evidence; or what it still needs. Every `text`
    is in the reader's language.

    Without `cycle`, nothing has been published about the caller yet. A `reason` says why a score
    was corrected. Whose membership was `paused` at the cut-off has no score of that cycle; older
    ones are in the history.
    """

    available: bool
    cycle: str = ""
    revision: int = 0
    cut_off: Instant | None = None
    published_at: Instant | None = None
    reason: str = ""
    paused: bool = False
    score: ExplainedScore | None = None
    not_available: ExplainedGap | None = None


@get("/score", operation_id="getScore", tags=["score"])
async def show_score(
    request: Request[Any, Any, Any], means: TheMeans, caller: TheMember
) -> MyScore:
    """The caller's score as last published, while the caller wants to be scored."""
    account = await who_wants_a_score(means, caller)
    words = explaining(request, account.zone)
    publication = await means.context.store.get(PUBLICATIONS, CURRENT)
    return await _published(means, publication, account, words)


async def _published(
    means: Means, publication: Publication | None, account: Account, words: Explaining
) -> MyScore:
    if publication is None:
        return MyScore(available=False)
    id_ = snapshot_id(publication, account.id)
    snapshot = await means.context.store.get(SNAPSHOTS, id_, owner=of_account(account.id))
    if snapshot is None:
        return MyScore(available=False, paused=was_away(account, publication.cut_off))
    return _view(publication, snapshot, words)


def _view(publication: Publication, snapshot: Snapshot, words: Explaining) -> MyScore:
    return MyScore(
        available=snapshot.score is not None,
        cycle=publication.cycle,
        revision=publication.revision,
        cut_off=publication.cut_off,
        published_at=publication.published_at,
        reason=publication.reason,
        score=words.score(snapshot.score),
        not_available=words.gap(snapshot.not_available),
    )
