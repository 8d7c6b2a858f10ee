"""POST /v1/merchant/redemptions."""

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from rewards.ledger.amount import Amount
from rewards.ledger.spending.spending import What
from service.flows.charity.redeem_seeds import REDEEM_SEEDS, RedeemSeeds, SeedsRedeemed
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.guards.standing import unless_suspended
from service.http.idempotency import TheKey
from service.http.means import TheMeans


class RedemptionWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many seeds of the charity's pool. `what` is its own number of what they become."""

    seeds: Amount
    what: What | None = None


@post(
    "/redemptions",
    operation_id="redeemSeeds",
    status_code=201,
    tags=["merchant"],
    opt={SCOPE: Scope.SEEDS},
    guards=[unless_suspended],
)
async def redeem_from_pool(
    means: TheMeans, caller: TheMerchant, key: TheKey, data: JSONBody[RedemptionWanted]
) -> Response[SeedsRedeemed]:
    """Redeems seeds that members gave to this charity: never more than have been counted."""
    body = RedeemSeeds(merchant=caller.id, seeds=data.seeds, what=data.what)
    redeemed = await means.context.apply(REDEEM_SEEDS, body, caller=caller.caller, key=key)
    return answer(redeemed, 201)
