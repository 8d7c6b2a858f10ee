"""GET /v1/me/invitations."""

import msgspec
from litestar import get

from rewards.calendar import Instant
from rewards.invitations.invitation import Invitation, InvitationState, Rejected
from rewards.invitations.waiting import Waiting, paid_to, waiting
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMember
from service.http.me.self import own_account
from service.http.means import Means, TheMeans
from service.members.account import Account
from service.store.lists import newest
from service.store.owner import Owner
from service.store.schema.page import INVITATIONS


class MyInvitation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One invitation, as one of its two members sees it: never who the other one is.

    `promised` and `paid` are the caller's own seeds. `waits` says what has to happen next, and
    `rejected` why nothing will.
    """

    code: str
    issued_at: Instant
    state: InvitationState
    state_at: Instant
    promised: int
    paid: int = 0
    waits: Waiting | None = None
    rejected: Rejected | None = None


class MyInvitations(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Those that the caller has issued, newest first, a page at a time; absent cursor: the end.

    `left` is how many more can be issued now. `came_by` is the one that brought the caller, and
    `days_done` on how many of `days_needed` days they have done a trusted task, while it pends.
    """

    left: int
    invitations: tuple[MyInvitation, ...]
    came_by: MyInvitation | None = None
    days_done: int | None = None
    days_needed: int | None = None
    next_cursor: str | None = None


@get("/invitations", operation_id="listInvitations", tags=["invitations"])
async def list_invitations(
    means: TheMeans, caller: TheMember, limit: Limit = 20, cursor: Cursor = ""
) -> MyInvitations:
    """The caller's invitations, and the one by which the caller came."""
    account, store = await own_account(means, caller), means.context.store
    scope = f"invitations:{account.id}"
    after = read_cursor(means.keys, scope, cursor)
    page = await newest(
        store, INVITATIONS, account.id, limit=limit, after=after, owner="inviter", at="issued_at"
    )
    inviting, numbers = account.inviting, means.programme.numbers.invitations
    pending = inviting.days is not None
    return MyInvitations(
        left=max(0, numbers.open_max - inviting.open),
        invitations=tuple(_shown(means, account, row) for row in page.rows),
        came_by=await _came_by(means, account),
        days_done=len(inviting.days) if inviting.days is not None else None,
        days_needed=numbers.qualifying_days if pending else None,
        next_cursor=write_cursor(means.keys, scope, page.after),
    )


async def _came_by(means: Means, account: Account) -> MyInvitation | None:
    if account.inviting.invitation is None:
        return None
    owner = Owner("newcomer", account.id)
    found = await means.context.store.get(INVITATIONS, account.inviting.invitation, owner=owner)
    return None if found is None else _shown(means, account, found)


def _shown(means: Means, account: Account, row: Invitation) -> MyInvitation:
    """To its inviter with what the account remembers; to its newcomer without."""
    mine = row.inviter == account.id
    numbers, now = means.programme.numbers.invitations, means.domain_now()
    return MyInvitation(
        code=row.id,
        issued_at=row.issued_at,
        state=row.state,
        state_at=row.state_at,
        promised=row.inviter_seeds if mine else row.newcomer_seeds,
        paid=paid_to(row, account.id),
        waits=waiting(row, account.inviting if mine else None, at=now, numbers=numbers),
        rejected=row.rejected,
    )
