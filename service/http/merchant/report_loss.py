"""POST /v1/merchant/rentals/{rental}/loss."""

from litestar import Response, post
from litestar.params import FromPath, JSONBody

from service.flows.rentals.lose_rental import MERCHANT_LOSES, MerchantLoses
from service.flows.rentals.rental_view import RentalView
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.told import Told


@post(
    "/rentals/{rental:str}/loss",
    operation_id="reportLoss",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.RENTALS},
)
async def report_loss(
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    rental: FromPath[str],
    data: JSONBody[Told],
) -> Response[RentalView]:
    """Says that the thing will not come back: the deposit is claimed. Settle once it is paid, or
    return the thing if it is found."""
    body = MerchantLoses(merchant=caller.id, rental=rental, statement=data.statement)
    return answer(await means.context.apply(MERCHANT_LOSES, body, caller=caller.caller, key=key))
