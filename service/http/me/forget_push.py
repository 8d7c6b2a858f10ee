"""DELETE /v1/me/devices/{device}/push."""

from litestar import Response, delete
from litestar.params import FromPath

from service.flows.notices.forget_push import FORGET_PUSH, ForgetPush, PushForgotten
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@delete("/devices/{device:str}/push", operation_id="forgetPush", status_code=200, tags=["devices"])
async def forget_push_target(
    means: TheMeans, caller: TheMember, key: TheKey, device: FromPath[str]
) -> Response[PushForgotten]:
    """Pushes nothing more to a device, which stays signed in."""
    body = ForgetPush(account=caller.account, session=device)
    return answer(await means.context.apply(FORGET_PUSH, body, caller=caller.caller, key=key))
