"""POST /v1/me/rentals/{rental}/fault."""

from litestar import Response, post
from litestar.params import FromPath, JSONBody

from service.flows.rentals.rental_view import RentalView
from service.flows.rentals.report_fault import MEMBER_REPORTS_FAULT, MemberReportsFault
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.told import Told


@post(
    "/rentals/{rental:str}/fault",
    operation_id="reportMyFault",
    status_code=200,
    tags=["perks"],
)
async def report_my_fault(
    means: TheMeans,
    caller: TheMember,
    key: TheKey,
    rental: FromPath[str],
    data: JSONBody[Told],
) -> Response[RentalView]:
    """Says that the thing does not work: its clock stands until the merchant has seen to it, and
    nothing becomes late."""
    body = MemberReportsFault(account=caller.account, rental=rental, statement=data.statement)
    applied = await means.context.apply(MEMBER_REPORTS_FAULT, body, caller=caller.caller, key=key)
    return answer(applied)
