"""GET /v1/publications."""

import msgspec
from litestar import get

from rewards.score.cycles.head import SignedScores
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.means import TheMeans
from service.scores.rows import publications

SCOPE = "publications"


class PublicationsPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    publications: tuple[SignedScores, ...]
    next_cursor: str | None = None


@get("/", operation_id="listPublications", tags=["score"])
async def list_publications(
    means: TheMeans, limit: Limit = 20, cursor: Cursor = ""
) -> PublicationsPage:
    """The signed heads of every publication of scores, corrections and their reasons included.

    Each names the one before by its hash. Whoever keeps one notices if any score in it, or in any
    before, is changed later.
    """
    after = read_cursor(means.keys, SCOPE, cursor)
    page = await publications(means.context.store, limit=limit, after=after)
    return PublicationsPage(
        publications=tuple(row.signed for row in page.rows if row.signed is not None),
        next_cursor=write_cursor(means.keys, SCOPE, page.after),
    )
