"""GET /v1/me/score/cycles/{cycle}."""

from dataclasses import replace
from typing import Annotated, Any

from litestar import Request, get
from litestar.params import FromPath, QueryParameter

from rewards.score.cycles.refusals import CycleUnknown, ScoreNotPublished
from rewards.score.cycles.revision import snapshot_id
from service.http.explaining import explaining
from service.http.guards import TheMember
from service.http.me.show_score import MyScore
from service.http.me.wants_score import who_wants_a_score
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.scores.rows import revision_of
from service.store.owner import of_account
from service.store.schema.page import SNAPSHOTS

OfRevision = Annotated[int, QueryParameter(name="revision", ge=0, le=9_999)]


@get("/score/cycles/{cycle:str}", operation_id="getPastScore", tags=["score"])
async def show_past_score(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMember,
    cycle: FromPath[str],
    revision: OfRevision = 0,
) -> MyScore:
    """The caller's score in one cycle, explained as it was published; in an earlier `revision` of
    it, if one is named. While the caller wants to be scored."""
    store = means.context.store
    found = await revision_of(store, cycle, revision or None)
    if found is None:
        raise Refused(CycleUnknown(cycle=cycle))
    account = await who_wants_a_score(means, caller)
    id_ = snapshot_id(found.cycle, found.revision, caller.account)
    snapshot = await store.get(SNAPSHOTS, id_, owner=of_account(caller.account))
    if snapshot is None:
        raise Refused(ScoreNotPublished(cycle=cycle))
    words = replace(explaining(request, account.zone), numbers=found.numbers)
    return MyScore(
        available=snapshot.score is not None,
        cycle=found.cycle,
        revision=found.revision,
        cut_off=found.cut_off,
        published_at=found.published_at,
        reason=found.reason,
        score=words.score(snapshot.score),
        not_available=words.gap(snapshot.not_available),
    )
