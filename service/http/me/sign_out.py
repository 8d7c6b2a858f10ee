"""POST /v1/me/sign-out."""

from litestar import Response, post

from service.flows.sign_in.end_device import END_DEVICE, EndDevice
from service.flows.sign_in.end_session import Ended
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post("/sign-out", operation_id="signOut", status_code=200, tags=["devices"])
async def sign_out(means: TheMeans, caller: TheMember, key: TheKey) -> Response[Ended]:
    """Signs this device out. Its tokens are good for nothing afterwards, not even for asking
    again: a 401 to a repetition says that it has worked."""
    body = EndDevice(account=caller.account, session=caller.session)
    return answer(await means.context.apply(END_DEVICE, body, caller=caller.caller, key=key))
