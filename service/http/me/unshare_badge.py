"""DELETE /v1/me/badges/{badge}/shares/{share}."""

from litestar import Response, delete
from litestar.params import FromPath

from service.flows.badges.unshare_badge import UNSHARE_BADGE, BadgeUnshared, UnshareBadge
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@delete(
    "/badges/{badge:str}/shares/{share:str}",
    operation_id="unshareBadge",
    status_code=200,
    tags=["badges"],
)
async def unshare_a_badge(
    means: TheMeans, caller: TheMember, key: TheKey, badge: FromPath[str], share: FromPath[str]
) -> Response[BadgeUnshared]:
    """Shows it no more: to the merchant it is from now on as if it had never been shared."""
    body = UnshareBadge(account=caller.account, badge=badge, share=share)
    unshared = await means.context.apply(UNSHARE_BADGE, body, caller=caller.caller, key=key)
    return answer(unshared)
