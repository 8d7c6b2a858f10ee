"""POST /v1/me/rentals/{rental}/appeal."""

from litestar import Response, post
from litestar.params import FromPath, JSONBody

from service.flows.challenges.challenge_view import ChallengeView
from service.flows.rentals.appeal_breach import APPEAL_BREACH, AppealBreach
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.told import Told


@post(
    "/rentals/{rental:str}/appeal",
    operation_id="appealBreach",
    status_code=201,
    tags=["perks"],
)
async def appeal_breach(
    means: TheMeans,
    caller: TheMember,
    key: TheKey,
    rental: FromPath[str],
    data: JSONBody[Told],
) -> Response[ChallengeView]:
    """Objects to a breach, once: it has no effect from now on until the merchant has answered and
    an operator has decided; whoever of them is silent loses."""
    body = AppealBreach(account=caller.account, rental=rental, statement=data.statement)
    applied = await means.context.apply(APPEAL_BREACH, body, caller=caller.caller, key=key)
    return answer(applied, 201)
