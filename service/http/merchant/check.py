"""POST /v1/merchant/checks."""

from typing import Annotated, Any

import msgspec
from litestar import Response
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.params import JSONBody

from rewards.perks.typed_code import DIGITS
from service.flows.perks.check_eligibility import CHECK_ELIGIBILITY, Checked, CheckEligibility
from service.http.answer import answer
from service.http.asked_often import post
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE, caller_in
from service.http.guards.standing import unless_suspended
from service.http.idempotency import TheKey
from service.http.limits.counting import count
from service.http.means import TheMeans, means_of
from service.http.merchant.premises import terminal_of


class PassShown(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`token` is what the member's screen says: that of its QR code, or the eight digits below it.
    `terminal` is the merchant's own word for the till, one of its open ones if it has any; a key
    that is for one need not name it, and can name no other."""

    token: Annotated[str, msgspec.Meta(pattern="^(?:[0-9a-f]{32}|[0-9]{8})$")]
    terminal: Annotated[str, msgspec.Meta(max_length=64)] = ""


async def _limited(
    connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler
) -> None:
    """Counts the check before anything is looked up, replays and nonsense too."""
    rate = means_of(connection).rates.checks_per_merchant
    await count(connection, "checks_per_merchant", caller_in(connection).id, rate)


@post(
    "/checks",
    operation_id="checkEligibility",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.ELIGIBILITY},
    guards=[_limited, unless_suspended],
)
async def check_eligibility(
    means: TheMeans, caller: TheMerchant, key: TheKey, data: JSONBody[PassShown]
) -> Response[Checked]:
    """Uses a pass up and says yes, in part or no to its perk; why is told to the member alone."""
    is_typed = len(data.token) == DIGITS
    body = CheckEligibility(
        merchant=caller.id,
        token="" if is_typed else data.token,
        code=data.token if is_typed else "",
        terminal=await terminal_of(means, caller, data.terminal),
        till=caller.terminal or caller.key,
    )
    checked = await means.context.apply(CHECK_ELIGIBILITY, body, caller=caller.caller, key=key)
    return answer(checked)
