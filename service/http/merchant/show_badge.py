"""GET /v1/merchant/badges/{share}."""

from typing import Any

from litestar import Response, get
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.params import FromPath

from service.flows.badges.look_at_badge import LOOK_AT_BADGE, BadgeSeen, LookAtBadge
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE, caller_in
from service.http.guards.standing import unless_suspended
from service.http.limits.counting import count
from service.http.means import TheMeans, means_of


async def _limited(
    connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler
) -> None:
    """Counts the look before anything is looked up, so that what is not shared counts alike."""
    means, merchant = means_of(connection), caller_in(connection).id
    rates = means.rates
    await count(connection, "badge_looks_per_merchant", merchant, rates.badge_looks_per_merchant)
    # Under a keyed hash: the code leads to a member, and counts outlive who is forgotten by a day.
    asked = means.keys.address_hash(f"badge {connection.path_params['share']} of {merchant}")
    await count(connection, "badge_looks_per_share", asked, rates.badge_looks_per_share)


@get(
    "/badges/{share:str}",
    operation_id="getBadge",
    tags=["badges"],
    opt={SCOPE: Scope.BADGES},
    guards=[_limited, unless_suspended],
)
async def show_badge(
    means: TheMeans, caller: TheMerchant, share: FromPath[str]
) -> Response[BadgeSeen]:
    """The facts that a member shows to the merchant under this code. The member sees each look.
    Whatever else there could be, 404 says the same: ask nobody why."""
    body = LookAtBadge(merchant=caller.id, share=share)
    seen = await means.context.apply(LOOK_AT_BADGE, body, caller=caller.caller, key=None)
    return answer(seen)
