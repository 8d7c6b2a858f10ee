"""GET /v1/me/access-log."""

from asyncio import gather

import msgspec
from litestar import get

from rewards.calendar import Instant
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMember
from service.http.means import Means, TheMeans
from service.members.access_challenge import ChallengeState
from service.members.access_entry import AccessEntry, Looker
from service.members.consents import Purpose
from service.store.lists import newest
from service.store.owner import of_account
from service.store.schema.page import ACCESS_CHALLENGES, ACCESS_LOG


class Challenged(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the caller has said about a look, and what was answered, if it was."""

    state: ChallengeState
    statement: str
    at: Instant
    answer: str | None = None
    answered_at: Instant | None = None


class Look(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`who` looked at the caller, under which purpose, why, and what was answered. Absent
    `challenge`: it can be challenged."""

    id: str
    looker: Looker
    who: str
    purpose: Purpose
    why: str
    at: Instant
    answered: str
    challenge: Challenged | None = None


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
    challenges = await gather(*(_challenge(means, row) for row in page.rows))
    return AccessLogPage(
        looks=tuple(map(_look, page.rows, challenges)),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )


async def _challenge(means: Means, row: AccessEntry) -> Challenged | None:
    own = of_account(row.account)
    found = await means.context.store.get(ACCESS_CHALLENGES, row.id, owner=own)
    if found is None:
        return None
    return Challenged(
        state=found.state,
        statement=found.statement,
        at=found.at,
        answer=found.answer,
        answered_at=found.answered_at,
    )


def _look(row: AccessEntry, challenge: Challenged | None) -> Look:
    return Look(
        id=row.id,
        looker=row.looker,
        who=row.who,
        purpose=row.purpose,
        why=row.why,
        at=row.at,
        answered=row.answered,
        challenge=challenge,
    )
