"""POST /v1/me/resume."""

from litestar import Response, post

from rewards.invitations.invitation import InvitationState
from service.flows.membership.resume import RESUME, MembershipResumed, Resume
from service.http.answer import answer
from service.http.guards import Member, TheMember
from service.http.idempotency import TheKey
from service.http.me.self import own_member
from service.http.means import Means, TheMeans
from service.store.lists import PAGE_MAX, newest
from service.store.schema.page import INVITATIONS


@post("/resume", operation_id="resumeMembership", status_code=200, tags=["membership"])
async def resume_membership(
    means: TheMeans, caller: TheMember, key: TheKey
) -> Response[MembershipResumed]:
    """Ends a pause. What would have withered, expired or ended meanwhile is later by as much, but
    by no more than half a year."""
    body = Resume(
        account=caller.account,
        member=await own_member(means, caller),
        invitations=await _waiting(means, caller),
    )
    return answer(await means.context.apply(RESUME, body, caller=caller.caller, key=key))


async def _waiting(means: Means, caller: Member) -> tuple[str, ...]:
    """Invitations that nobody has taken up yet; there are never more than a page of them."""
    page = await newest(
        means.context.store,
        INVITATIONS,
        caller.account,
        limit=PAGE_MAX,
        owner="inviter",
        at="issued_at",
        only={"state": InvitationState.ISSUED.value},
    )
    return tuple(row.id for row in page.rows)
