"""PUT /v1/me/muted/{merchant}."""

from litestar import Response, put
from litestar.params import FromPath

from service.flows.membership.mute import MUTE, Muted, OfMerchant
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@put("/muted/{merchant:str}", operation_id="muteMerchant", status_code=200, tags=["membership"])
async def mute_merchant(
    means: TheMeans, caller: TheMember, key: TheKey, merchant: FromPath[str]
) -> Response[Muted]:
    """Mutes a merchant: at its counter the answer is no, and it reaches the inbox only about what
    is agreed already. Every try stands in the access log."""
    body = OfMerchant(account=caller.account, merchant=merchant)
    return answer(await means.context.apply(MUTE, body, caller=caller.caller, key=key))
