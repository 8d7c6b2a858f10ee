"""POST /v1/merchant/holds/{hold}/post."""

import msgspec
from litestar import Response, post
from litestar.params import FromPath, JSONBody

from rewards.ledger.amount import Amount
from service.flows.spending.hold_view import HoldView
from service.flows.spending.post_spending import POST_SPENDING, PostSpending
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans


class SeedsTaken(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`seeds` of what was set aside; without it all of them."""

    seeds: Amount | None = None


@post(
    "/holds/{hold:str}/post",
    operation_id="postHold",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.SEEDS},
)
async def post_hold(
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    hold: FromPath[str],
    data: JSONBody[SeedsTaken],
) -> Response[HoldView]:
    """Takes what was set aside, once and before its end. What is left goes back to the member."""
    body = PostSpending(merchant=caller.id, hold=hold, seeds=data.seeds)
    return answer(await means.context.apply(POST_SPENDING, body, caller=caller.caller, key=key))
