"""POST /v1/merchant/rentals/{rental}/cure."""

import msgspec
from litestar import Response, post
from litestar.params import FromPath, JSONBody

from rewards.calendar import Instant
from service.flows.rentals.cure_rental import CURE_RENTAL, CureRental
from service.flows.rentals.rental_view import RentalView
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.times import whole


class MadeGood(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`returned_at` is RFC 3339 with an offset, if it came back; without it, it was paid."""

    returned_at: Instant | None = None


@post(
    "/rentals/{rental:str}/cure",
    operation_id="cureRental",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.RENTALS},
)
async def cure_rental(
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    rental: FromPath[str],
    data: JSONBody[MadeGood],
) -> Response[RentalView]:
    """Says that a broken promise was made good: the line is free, and it weighs little from now
    on."""
    at = None if data.returned_at is None else whole(data.returned_at, "returned_at")
    body = CureRental(merchant=caller.id, rental=rental, returned_at=at)
    return answer(await means.context.apply(CURE_RENTAL, body, caller=caller.caller, key=key))
