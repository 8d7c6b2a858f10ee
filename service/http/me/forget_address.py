"""DELETE /v1/me/reach."""

from litestar import Response, delete

from service.flows.notices.forget_address import FORGET_ADDRESS, AddressForgotten, ForgetAddress
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@delete("/reach", operation_id="forgetAddress", status_code=200, tags=["inbox"])
async def forget_my_address(
    means: TheMeans, caller: TheMember, key: TheKey
) -> Response[AddressForgotten]:
    """Forgets the e-mail address for notices; devices and choices stay."""
    body = ForgetAddress(account=caller.account)
    return answer(await means.context.apply(FORGET_ADDRESS, body, caller=caller.caller, key=key))
