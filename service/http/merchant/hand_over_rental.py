"""POST /v1/merchant/rentals/{rental}/hand-over."""

from litestar import Response, post
from litestar.params import FromPath

from service.flows.rentals.hand_over_rental import HAND_OVER_RENTAL, HandOverRental
from service.flows.rentals.rental_view import RentalView
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.guards.standing import unless_suspended
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post(
    "/rentals/{rental:str}/hand-over",
    operation_id="handOverRental",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.RENTALS},
    guards=[unless_suspended],
)
async def hand_over_rental(
    means: TheMeans, caller: TheMerchant, key: TheKey, rental: FromPath[str]
) -> Response[RentalView]:
    """Says that the member has the thing now; the answer says when it is due."""
    body = HandOverRental(merchant=caller.id, rental=rental)
    return answer(await means.context.apply(HAND_OVER_RENTAL, body, caller=caller.caller, key=key))
