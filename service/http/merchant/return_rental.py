"""POST /v1/merchant/rentals/{rental}/return."""

import msgspec
from litestar import Response, post
from litestar.params import FromPath, JSONBody

from rewards.calendar import Instant
from service.flows.rentals.rental_view import RentalView
from service.flows.rentals.return_rental import RETURN_RENTAL, ReturnRental
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.times import whole


class Returned(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`returned_at` is RFC 3339 with an offset; without it, the thing came back just now."""

    returned_at: Instant | None = None


@post(
    "/rentals/{rental:str}/return",
    operation_id="returnRental",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.RENTALS},
)
async def return_rental(
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    rental: FromPath[str],
    data: JSONBody[Returned],
) -> Response[RentalView]:
    """Says that the thing is back. A late report of a return in time is a return in time."""
    at = None if data.returned_at is None else whole(data.returned_at, "returned_at")
    body = ReturnRental(merchant=caller.id, rental=rental, returned_at=at)
    return answer(await means.context.apply(RETURN_RENTAL, body, caller=caller.caller, key=key))
