"""GET /v1/me/access-log."""

import msgspec
from litestar import get

from rewards.calendar import Instant
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMember
from service.http.means import TheMeans
from service.members.access_entry import AccessEntry, Looker
from service.members.consents import Purpose
from service.store.lists import newest
from service.store.schema.page import ACCESS_LOG


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """`who` looked at the caller, under which purpose, why, and what was answered."""

    id: str
    looker: Looker
    who: str
    purpose: Purpose
    why: str
    at: Instant
    answered: str


class AccessLogPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    looks: tuple[Look, ...]
    next_cursor: str | None = None


@get("/access-log", operation_id="listAccessLog", tags=["membership"])
async def list_access_log(
    means: TheMeans, caller: TheMember, limit: Limit = 20, cursor: Cursor = ""
) -> AccessLogPage:
    """Every look at the caller, refused ones too."""
    scope = f"access-log:{caller.account}"
    after = read_cursor(means.keys, scope, cursor)
    page = await newest(means.context.store, ACCESS_LOG, caller.account, limit=limit, after=after)
    return AccessLogPage(
        looks=tuple(_look(row) for row in page.rows),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )


def _look(row: AccessEntry) -> Look:
    return Look(
        id=row.id,
        looker=row.looker,
        who=row.who,
        purpose=row.purpose,
        why=row.why,
        at=row.at,
        answered=row.answered,
    )
