"""GET /v1/me/consents/history."""

import msgspec
from litestar import get

from rewards.calendar import Instant
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMember
from service.http.means import TheMeans
from service.language.languages import Language
from service.members.consents import Purpose
from service.store.consent_rows import newest_consents
from service.store.schema.documents import ConsentRow


class ConsentSaid(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the caller said: yes until `ends_at`, or until it is withdrawn; or no more. `language`
    and `text_sha256` are those of the words that were agreed to."""

    id: str
    purpose: Purpose
    counterparty: str
    at: Instant
    agreed: bool
    ends_at: Instant | None = None
    text_sha256: str | None = None
    language: Language | None = None


class ConsentHistoryPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    said: tuple[ConsentSaid, ...]
    next_cursor: str | None = None


@get("/consents/history", operation_id="listConsentHistory", tags=["consents"])
async def list_consent_history(
    means: TheMeans, caller: TheMember, limit: Limit = 20, cursor: Cursor = ""
) -> ConsentHistoryPage:
    """Every yes and every no of the caller; nothing of it is ever changed."""
    scope = f"consents:{caller.account}"
    after = read_cursor(means.keys, scope, cursor)
    page = await newest_consents(means.context.store, caller.account, limit=limit, after=after)
    return ConsentHistoryPage(
        said=tuple(_said(row) for row in page.rows),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )


def _said(row: ConsentRow) -> ConsentSaid:
    grant = row.entry.grant
    return ConsentSaid(
        id=row.id,
        purpose=row.entry.purpose,
        counterparty=row.entry.counterparty,
        at=row.entry.at,
        agreed=grant is not None,
        ends_at=grant.ends_at if grant else None,
        text_sha256=grant.text_sha256 if grant else None,
        language=row.entry.language if grant else None,
    )
