"""GET /v1/me/evidence."""

import msgspec
from litestar import get

from service.evidence.page import evidence_page
from service.flows.challenges.evidence_view import EvidenceItem, evidence_item
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMember
from service.http.me.self import own_account
from service.http.means import TheMeans


class EvidenceList(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first, by when it happened. Ask again with `next_cursor` for older ones; absent at the
    end."""

    evidence: tuple[EvidenceItem, ...]
    next_cursor: str | None = None


@get("/evidence", operation_id="listMyEvidence", tags=["score"])
async def list_evidence(
    means: TheMeans, caller: TheMember, limit: Limit = 20, cursor: Cursor = ""
) -> EvidenceList:
    """All that the caller's score is made of: how it stands, what it is worth today, until when it
    can be challenged."""
    programme, at = means.context.programme(), means.domain_now()
    scope = f"evidence:{caller.account}"
    page = await evidence_page(
        means.context.store,
        await own_account(means, caller),
        limit=limit,
        after=read_cursor(means.keys, scope, cursor),
        at=at,
        zone=programme.zone,
    )
    numbers = programme.numbers
    return EvidenceList(
        evidence=tuple(
            evidence_item(each, scheme=numbers.score.scheme, numbers=numbers.challenges, at=at)
            for each in page.found
        ),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )
