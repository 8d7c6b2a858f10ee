"""DELETE /v1/me/muted/{merchant}."""

from litestar import Response, delete
from litestar.params import FromPath

from service.flows.membership.mute import UNMUTE, Muted, OfMerchant
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@delete(
    "/muted/{merchant:str}", operation_id="unmuteMerchant", status_code=200, tags=["membership"]
)
async def unmute_merchant(
    means: TheMeans, caller: TheMember, key: TheKey, merchant: FromPath[str]
) -> Response[Muted]:
    """Lets a merchant be heard again."""
    body = OfMerchant(account=caller.account, merchant=merchant)
    return answer(await means.context.apply(UNMUTE, body, caller=caller.caller, key=key))
