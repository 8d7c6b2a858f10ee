"""POST /v1/me/rentals/{rental}/loss."""

from litestar import Response, post
from litestar.params import FromPath, JSONBody

from service.flows.rentals.lose_rental import MEMBER_LOSES, MemberLoses
from service.flows.rentals.rental_view import RentalView
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.told import Told


@post(
    "/rentals/{rental:str}/loss",
    operation_id="reportMyLoss",
    status_code=200,
    tags=["perks"],
)
async def report_my_loss(
    means: TheMeans,
    caller: TheMember,
    key: TheKey,
    rental: FromPath[str],
    data: JSONBody[Told],
) -> Response[RentalView]:
    """Says that the thing is lost or stolen: nothing becomes late any more. Pay the merchant what
    was waived, and the promise is kept."""
    body = MemberLoses(account=caller.account, rental=rental, statement=data.statement)
    applied = await means.context.apply(MEMBER_LOSES, body, caller=caller.caller, key=key)
    return answer(applied)
