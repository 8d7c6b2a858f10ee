"""POST /v1/merchant/rentals/{rental}/extend."""

import msgspec
from litestar import Response, post
from litestar.params import FromPath, JSONBody

from rewards.calendar import Instant
from service.flows.rentals.extend_rental import EXTEND_RENTAL, ExtendRental
from service.flows.rentals.rental_view import RentalView
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.times import whole


class LongerWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`ends_at` is RFC 3339 with an offset: the new end, at most the rental's `due_by`."""

    ends_at: Instant


@post(
    "/rentals/{rental:str}/extend",
    operation_id="extendRental",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.RENTALS},
)
async def extend_rental(
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    rental: FromPath[str],
    data: JSONBody[LongerWanted],
) -> Response[RentalView]:
    """Moves the end of an active rental later, within what the perk lends for."""
    body = ExtendRental(merchant=caller.id, rental=rental, ends_at=whole(data.ends_at, "ends_at"))
    return answer(await means.context.apply(EXTEND_RENTAL, body, caller=caller.caller, key=key))
