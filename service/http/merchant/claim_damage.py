"""POST /v1/merchant/rentals/{rental}/damage."""

import msgspec
from litestar import Response, post
from litestar.params import FromPath, JSONBody

from rewards.perks.rentals.history import Words
from rewards.perks.rentals.money import Minor
from service.flows.rentals.claim_damage import CLAIM_DAMAGE, ClaimDamage
from service.flows.rentals.rental_view import RentalView
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans


class DamageFound(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`amount_minor` of money, at most the deposit that was waived, and what is broken."""

    amount_minor: Minor
    statement: Words


@post(
    "/rentals/{rental:str}/damage",
    operation_id="claimDamage",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.RENTALS},
)
async def claim_damage(
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    rental: FromPath[str],
    data: JSONBody[DamageFound],
) -> Response[RentalView]:
    """Claims a part of the deposit for what came back, once. Settle when it is paid; if it is not,
    a breach can be proposed when the grace is over."""
    body = ClaimDamage(
        merchant=caller.id,
        rental=rental,
        amount_minor=data.amount_minor,
        statement=data.statement,
    )
    return answer(await means.context.apply(CLAIM_DAMAGE, body, caller=caller.caller, key=key))
