"""POST /v1/me/rentals/{rental}/cancel."""

from litestar import Response, post
from litestar.params import FromPath

from service.flows.rentals.cancel_rental import MEMBER_CANCELS, MemberCancels
from service.flows.rentals.rental_view import RentalView
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post(
    "/rentals/{rental:str}/cancel",
    operation_id="cancelMyRental",
    status_code=200,
    tags=["perks"],
)
async def cancel_my_rental(
    means: TheMeans, caller: TheMember, key: TheKey, rental: FromPath[str]
) -> Response[RentalView]:
    """Calls a quote or an authorisation off; nothing is held against anybody."""
    body = MemberCancels(account=caller.account, rental=rental)
    return answer(await means.context.apply(MEMBER_CANCELS, body, caller=caller.caller, key=key))
