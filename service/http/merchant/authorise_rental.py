"""POST /v1/merchant/rentals/{rental}/authorise."""

from litestar import Response, post
from litestar.params import FromPath

from service.flows.rentals.authorise_rental import AUTHORISE_RENTAL, AuthoriseRental
from service.flows.rentals.rental_view import RentalView
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.guards.standing import unless_suspended
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post(
    "/rentals/{rental:str}/authorise",
    operation_id="authoriseRental",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.RENTALS},
    guards=[unless_suspended],
)
async def authorise_rental(
    means: TheMeans, caller: TheMerchant, key: TheKey, rental: FromPath[str]
) -> Response[RentalView]:
    """Does without the deposit of a quote, if the member's credit line still has room for it."""
    body = AuthoriseRental(merchant=caller.id, rental=rental)
    return answer(await means.context.apply(AUTHORISE_RENTAL, body, caller=caller.caller, key=key))
