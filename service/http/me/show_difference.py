"""GET /v1/me/score/difference."""

import asyncio
from typing import Annotated, Any

import msgspec
from litestar import Request, get
from litestar.params import QueryParameter

from rewards.score.answer import Score
from rewards.score.cycles.refusals import CycleUnknown, NothingPublished, ScoreNotPublished
from rewards.score.cycles.revision import Revision, snapshot_id
from rewards.score.difference.difference import difference
from service.explain import Speech, explained_difference
from service.explain.changes import ExplainedDifference
from service.http.explaining import explaining
from service.http.guards import TheMember
from service.http.me.wants_score import who_wants_a_score
from service.http.means import Means, TheMeans
from service.http.problems.raised import Refused
from service.scores.rows import publications, revision_of
from service.store.owner import of_account
from service.store.schema.documents import Snapshot
from service.store.schema.page import SNAPSHOTS

OfCycle = Annotated[str, QueryParameter(name="cycle", max_length=64)]


class ScoreDifference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What made the score of `cycle` another one than that of `before`, the cycle published before
    it. No `difference` if there was no score in one of the two."""

    cycle: str
    revision: int
    before: str | None = None
    difference: ExplainedDifference | None = None


@get("/score/difference", operation_id="getScoreDifference", tags=["score"])
async def show_difference(
    request: Request[Any, Any, Any], means: TheMeans, caller: TheMember, cycle: OfCycle = ""
) -> ScoreDifference:
    """What has changed since the cycle before, to the piece of evidence: in the cycle published
    last, or in an earlier one. While the caller wants to be scored."""
    account = await who_wants_a_score(means, caller)
    found = await _revision(means, cycle)
    after, before = await _snapshots(means, found, account.id)
    if after is None:
        raise Refused(ScoreNotPublished(cycle=found.cycle))
    return ScoreDifference(
        cycle=found.cycle,
        revision=found.revision,
        before=None if found.before is None else found.before.cycle,
        difference=_between(before, after, found, explaining(request, account.zone).speech),
    )


async def _revision(means: Means, cycle: str) -> Revision:
    """The published revision that is asked about."""
    store = means.context.store
    if not cycle:
        # Not by way of the pointer, which would be one read more.
        newest = await publications(store, limit=1, after=None)
        if not newest.rows:
            raise Refused(NothingPublished())
        return newest.rows[0]
    found = await revision_of(store, cycle, None)
    if found is None:
        raise Refused(CycleUnknown(cycle=cycle))
    return found


async def _snapshots(
    means: Means, found: Revision, account: str
) -> tuple[Snapshot | None, Snapshot | None]:
    """The one of the cycle and the one before, in one query: reads of one moment are merged."""
    places = [(found.cycle, found.revision)]
    if found.before is not None:
        places.append((found.before.cycle, found.before.revision))
    rows = await asyncio.gather(
        *(
            means.context.store.get(
                SNAPSHOTS, snapshot_id(*place, account), owner=of_account(account)
            )
            for place in places
        )
    )
    return rows[0], rows[1] if len(rows) > 1 else None


def _between(
    before: Snapshot | None, after: Snapshot, found: Revision, speech: Speech
) -> ExplainedDifference | None:
    earlier: Score | None = None if before is None else before.score
    if earlier is None or after.score is None:
        return None
    return explained_difference(difference(earlier, after.score, found.numbers.scheme), speech)
