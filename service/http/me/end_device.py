"""DELETE /v1/me/devices/{device}."""

from litestar import Response, delete
from litestar.params import FromPath

from service.flows.sign_in.end_device import END_DEVICE, EndDevice
from service.flows.sign_in.end_session import Ended
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@delete("/devices/{device:str}", operation_id="endDevice", status_code=200, tags=["devices"])
async def end_a_device(
    means: TheMeans, caller: TheMember, key: TheKey, device: FromPath[str]
) -> Response[Ended]:
    """Signs a device out: its refresh token at once, its access token within a second."""
    body = EndDevice(account=caller.account, session=device)
    return answer(await means.context.apply(END_DEVICE, body, caller=caller.caller, key=key))
