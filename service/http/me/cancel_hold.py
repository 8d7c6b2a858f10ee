"""POST /v1/me/holds/{hold}/cancel."""

from litestar import Response, post
from litestar.params import FromPath

from service.flows.spending.hold_view import HoldView
from service.flows.spending.void_spending import MEMBER_VOIDS, MemberVoids
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post("/holds/{hold:str}/cancel", operation_id="cancelMyHold", status_code=200, tags=["seeds"])
async def cancel_my_hold(
    means: TheMeans, caller: TheMember, key: TheKey, hold: FromPath[str]
) -> Response[HoldView]:
    """Takes back what was set aside, as long as the merchant has not taken it."""
    body = MemberVoids(account=caller.account, hold=hold)
    return answer(await means.context.apply(MEMBER_VOIDS, body, caller=caller.caller, key=key))
