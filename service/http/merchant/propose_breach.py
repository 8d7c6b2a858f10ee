"""POST /v1/merchant/rentals/{rental}/breach."""

from litestar import Response, post
from litestar.params import FromPath, JSONBody

from service.flows.rentals.propose_breach import PROPOSE_BREACH, ProposeBreach
from service.flows.rentals.rental_view import RentalView
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.told import Told


@post(
    "/rentals/{rental:str}/breach",
    operation_id="proposeBreach",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.RENTALS},
)
async def propose_breach(
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    rental: FromPath[str],
    data: JSONBody[Told],
) -> Response[RentalView]:
    """Says that a promise was broken, once its grace is over. It counts 7 days after its member was
    told, unless they object, or it is made good. Settling takes it back."""
    body = ProposeBreach(merchant=caller.id, rental=rental, statement=data.statement)
    return answer(await means.context.apply(PROPOSE_BREACH, body, caller=caller.caller, key=key))
