"""POST /v1/me/invitations."""

from litestar import Response, post

from service.flows.invitations.issue_invitation import (
    ISSUE_INVITATION,
    InvitationIssued,
    IssueInvitation,
)
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post("/invitations", operation_id="issueInvitation", status_code=201, tags=["invitations"])
async def invite(means: TheMeans, caller: TheMember, key: TheKey) -> Response[InvitationIssued]:
    """A code for somebody who is not a member yet; it brings one."""
    body = IssueInvitation(account=caller.account)
    issued = await means.context.apply(ISSUE_INVITATION, body, caller=caller.caller, key=key)
    return answer(issued, 201)
