"""POST /v1/merchant/rentals/{rental}/settle."""

from litestar import Response, post
from litestar.params import FromPath

from service.flows.rentals.rental_view import RentalView
from service.flows.rentals.settle_rental import SETTLE_RENTAL, SettleRental
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post(
    "/rentals/{rental:str}/settle",
    operation_id="settleRental",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.RENTALS},
)
async def settle_rental(
    means: TheMeans, caller: TheMerchant, key: TheKey, rental: FromPath[str]
) -> Response[RentalView]:
    """Closes a returned rental. After 14 days of silence it closes by itself, for the member."""
    body = SettleRental(merchant=caller.id, rental=rental)
    return answer(await means.context.apply(SETTLE_RENTAL, body, caller=caller.caller, key=key))
