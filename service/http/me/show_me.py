"""GET /v1/me."""

from typing import Any

import msgspec
from litestar import Request, get

from rewards.calendar import Instant
from service.flows.own import AccountGone
from service.http.etag import versioned
from service.http.guards import TheMember
from service.http.me.self import own_account, own_member
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.members.closing import closes_at
from service.members.consents import PROGRAMME, Purpose
from service.members.minors import is_minor
from service.members.require import require
from service.members.states import State
from service.store.owner import of_account
from service.store.schema.page import MEMBERS
from tasks.days.calendar import zone_at
from tasks.days.change_zone import pending_from


class Me(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The membership. `scored` answers the first question: is there a score about me?

    Paused since `paused_at`, nothing accrues and nothing expires. Who is leaving can come back
    until before `closes_at`. `name_hidden` tells that others do not see the name until there is
    another. `muted` are merchants that the caller wants nothing from.
    The consents were looked through at `reviewed_at`. `minor` tells that boards,
    games and perks of a level are not open yet; `birth_year` is what was said at joining. Days are
    those of `zone`; where the member has asked for another, `next_zone` acts from `next_zone_at`
    on.
    """

    state: State
    state_at: Instant
    scored: bool
    display_name: str
    zone: str
    created_at: Instant
    active_since: Instant | None = None
    next_zone: str | None = None
    next_zone_at: Instant | None = None
    birth_year: int | None = None
    minor: bool = False
    paused_at: Instant | None = None
    closes_at: Instant | None = None
    name_hidden: bool = False
    muted: tuple[str, ...] = ()
    reviewed_at: Instant | None = None


@get("", operation_id="getMe", tags=["membership"])
async def show_me(request: Request[Any, Any, Any], means: TheMeans, caller: TheMember) -> Me:
    """The caller's membership as it is now."""
    account = await own_account(means, caller)
    id_, owner = await own_member(means, caller), of_account(caller.account)
    member = await means.context.store.get(MEMBERS, id_, owner=owner)
    if member is None:
        raise Refused(AccountGone())
    versioned(request, member.version)
    now = means.domain_now()
    next_at = pending_from(account.calendar, now)
    return Me(
        state=account.state,
        state_at=account.state_at,
        scored=require(account, Purpose.SCORE, PROGRAMME, now) is None,
        display_name=member.display_name,
        zone=zone_at(account.calendar, now),
        created_at=account.created_at,
        active_since=account.active_since,
        next_zone=account.zone if next_at else None,
        next_zone_at=next_at,
        birth_year=member.birth_year,
        minor=is_minor(account, now),
        paused_at=account.state_at if account.state is State.PAUSED else None,
        closes_at=closes_at(account, means.programme.numbers.members),
        name_hidden=member.name_hidden_at is not None,
        muted=account.muted,
        reviewed_at=account.reviewed_at,
    )
