"""POST /v1/me/pause."""

from litestar import Response, post

from service.flows.membership.pause import PAUSE, MembershipPaused, Pause
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.me.self import own_member
from service.http.means import TheMeans


@post("/pause", operation_id="pauseMembership", status_code=200, tags=["membership"])
async def pause_membership(
    means: TheMeans, caller: TheMember, key: TheKey
) -> Response[MembershipPaused]:
    """Pauses: nothing is earned and nothing expires, and no board, game or counter knows the
    caller. What is lent goes on."""
    body = Pause(account=caller.account, member=await own_member(means, caller))
    return answer(await means.context.apply(PAUSE, body, caller=caller.caller, key=key))
