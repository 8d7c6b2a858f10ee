"""POST /v1/merchant/rentals/{rental}/fault."""

from litestar import Response, post
from litestar.params import FromPath, JSONBody

from service.flows.rentals.rental_view import RentalView
from service.flows.rentals.report_fault import MERCHANT_REPORTS_FAULT, MerchantReportsFault
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.told import Told


@post(
    "/rentals/{rental:str}/fault",
    operation_id="reportFault",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.RENTALS},
)
async def report_fault(
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    rental: FromPath[str],
    data: JSONBody[Told],
) -> Response[RentalView]:
    """Says that the thing does not work: its clock stands until the fault is cleared or the thing
    is back. Silence for 14 days settles it for the member."""
    body = MerchantReportsFault(merchant=caller.id, rental=rental, statement=data.statement)
    return answer(
        await means.context.apply(MERCHANT_REPORTS_FAULT, body, caller=caller.caller, key=key)
    )
