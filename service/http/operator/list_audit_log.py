"""GET /v1/operator/audit-log."""

from typing import Annotated

import msgspec
from litestar import get
from litestar.params import QueryParameter

from rewards.calendar import Instant
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards.guards import POWER
from service.http.means import TheMeans
from service.operators.audit import AuditEntry
from service.operators.roles import Power
from service.store.lists import newest_where
from service.store.schema.page import AUDIT_LOG

Subject = Annotated[str, QueryParameter(name="subject", max_length=200)]
Actor = Annotated[str, QueryParameter(name="actor", max_length=200)]


class AuditRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who did what to what, when and why. `request` is the id that the caller was told too; absent
    for what was done at the command line."""

    id: str
    at: Instant
    actor: str
    action: str
    subject: str
    outcome: str
    reason: str = ""
    request: str = ""


class AuditLogPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    entries: tuple[AuditRow, ...]
    next_cursor: str | None = None


@get(
    "/audit-log",
    operation_id="listAuditLog",
    tags=["operator"],
    opt={POWER: Power.AUDIT},
)
async def list_audit_log(
    means: TheMeans,
    subject: Subject = "",
    actor: Actor = "",
    limit: Limit = 20,
    cursor: Cursor = "",
) -> AuditLogPage:
    """What operators did: all of it, or to one subject, or by one actor."""
    wanted = {"subject": subject, "actor": actor}
    match = {field: value for field, value in wanted.items() if value}
    scope = f"operator:audit-log:{msgspec.json.encode(match, order='sorted').decode()}"
    after = read_cursor(means.keys, scope, cursor)
    page = await newest_where(means.context.store, AUDIT_LOG, match, limit=limit, after=after)
    return AuditLogPage(
        entries=tuple(_row(row) for row in page.rows),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )


def _row(row: AuditEntry) -> AuditRow:
    return AuditRow(
        id=row.id,
        at=row.at,
        actor=row.actor,
        action=row.action,
        subject=row.subject,
        outcome=row.outcome,
        reason=row.reason,
        request=row.request,
    )
