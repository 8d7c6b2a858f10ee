"""POST /v1/merchant/rentals/{rental}/fault/clear."""

from litestar import Response, post
from litestar.params import FromPath, JSONBody

from service.flows.rentals.clear_fault import CLEAR_FAULT, ClearFault
from service.flows.rentals.rental_view import RentalView
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.told import Told


@post(
    "/rentals/{rental:str}/fault/clear",
    operation_id="clearFault",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.RENTALS},
)
async def clear_fault(
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    rental: FromPath[str],
    data: JSONBody[Told],
) -> Response[RentalView]:
    """Says that the thing works: the clock goes on, and what it stood is added to the end."""
    body = ClearFault(merchant=caller.id, rental=rental, statement=data.statement)
    return answer(await means.context.apply(CLEAR_FAULT, body, caller=caller.caller, key=key))
