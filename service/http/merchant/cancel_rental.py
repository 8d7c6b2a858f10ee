"""POST /v1/merchant/rentals/{rental}/cancel."""

from litestar import Response, post
from litestar.params import FromPath

from service.flows.rentals.cancel_rental import MERCHANT_CANCELS, MerchantCancels
from service.flows.rentals.rental_view import RentalView
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post(
    "/rentals/{rental:str}/cancel",
    operation_id="cancelRental",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.RENTALS},
)
async def cancel_rental(
    means: TheMeans, caller: TheMerchant, key: TheKey, rental: FromPath[str]
) -> Response[RentalView]:
    """Calls a quote or an authorisation off. What was handed over is returned instead."""
    body = MerchantCancels(merchant=caller.id, rental=rental)
    return answer(await means.context.apply(MERCHANT_CANCELS, body, caller=caller.caller, key=key))
