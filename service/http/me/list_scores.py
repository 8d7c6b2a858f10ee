"""GET /v1/me/score/history."""

import asyncio

import msgspec
from litestar import get

from rewards.calendar import Instant
from rewards.score.cycles.revision import Revision, snapshot_id
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMember
from service.http.me.wants_score import who_wants_a_score
from service.http.means import TheMeans
from service.scores.rows import publications
from service.store.owner import of_account
from service.store.schema.documents import Snapshot
from service.store.schema.page import SNAPSHOTS


class PastScore(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was published about the caller. Without `value` there was no score yet. A `reason` says
    what a revision corrects: those behind it with the same cycle."""

    cycle: str
    revision: int
    cut_off: Instant
    published_at: Instant | None = None
    scheme: str
    scheme_version: int
    value: int | None = None
    level: str | None = None
    reason: str = ""


class ScoreHistory(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end. Publications
    that the caller is not in are left out, so a page may be short."""

    scores: tuple[PastScore, ...]
    next_cursor: str | None = None


@get("/score/history", operation_id="listScores", tags=["score"])
async def list_scores(
    means: TheMeans, caller: TheMember, limit: Limit = 20, cursor: Cursor = ""
) -> ScoreHistory:
    """Every score that was published about the caller, corrected ones and their corrections
    included, while the caller wants to be scored."""
    account = await who_wants_a_score(means, caller)
    scope = f"scores:{caller.account}"
    page = await publications(
        means.context.store,
        limit=limit,
        after=read_cursor(means.keys, scope, cursor),
        since=account.created_at,
    )
    # One query: reads of one moment are merged.
    found = await asyncio.gather(
        *(
            means.context.store.get(
                SNAPSHOTS,
                snapshot_id(row.cycle, row.revision, caller.account),
                owner=of_account(caller.account),
            )
            for row in page.rows
        )
    )
    pairs = zip(page.rows, found, strict=True)
    return ScoreHistory(
        scores=tuple(_past(row, snapshot) for row, snapshot in pairs if snapshot is not None),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )


def _past(revision: Revision, snapshot: Snapshot) -> PastScore:
    score, scheme = snapshot.score, revision.numbers.scheme
    return PastScore(
        cycle=revision.cycle,
        revision=revision.revision,
        cut_off=revision.cut_off,
        published_at=revision.published_at,
        scheme=scheme.id,
        scheme_version=scheme.version,
        value=None if score is None else score.value,
        level=None if score is None else score.level,
        reason=revision.reason,
    )
