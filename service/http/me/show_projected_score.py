"""GET /v1/me/score/projected."""

from typing import Any

import msgspec
from litestar import Request, get

from rewards.calendar import Instant
from rewards.score.answer import NotAvailable, Score
from service.explain.views import ExplainedGap, ExplainedScore
from service.http.explaining import explaining
from service.http.guards import TheMember
from service.http.me.wants_score import who_wants_a_score
from service.http.means import TheMeans
from service.scores.project import project


class ProjectedScore(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What would be published if it were done at `as_of`: only the member sees it, and nothing is
    decided by it. What is challenged, or counts later, may make the published score another."""

    as_of: Instant
    available: bool
    score: ExplainedScore | None = None
    not_available: ExplainedGap | None = None


@get("/score/projected", operation_id="getProjectedScore", tags=["score"])
async def show_projected_score(
    request: Request[Any, Any, Any], means: TheMeans, caller: TheMember
) -> ProjectedScore:
    """The caller's score as things stand now, explained, while the caller wants to be scored."""
    account, now = await who_wants_a_score(means, caller), means.domain_now()
    found = await project(means.context.store, account, means.programme, now)
    words = explaining(request, account.zone)
    return ProjectedScore(
        as_of=now,
        available=isinstance(found, Score),
        score=words.score(found if isinstance(found, Score) else None),
        not_available=words.gap(found if isinstance(found, NotAvailable) else None),
    )
