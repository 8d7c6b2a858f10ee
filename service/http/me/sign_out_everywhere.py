"""POST /v1/me/sign-out-everywhere."""

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from service.flows.sign_in.end_devices import END_DEVICES, DevicesEnded, EndDevices
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


class Everywhere(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether the device that asks stays signed in."""

    keep_this: bool = False


@post("/sign-out-everywhere", operation_id="signOutEverywhere", status_code=200, tags=["devices"])
async def sign_out_everywhere(
    means: TheMeans, caller: TheMember, key: TheKey, data: JSONBody[Everywhere]
) -> Response[DevicesEnded]:
    """Signs all devices out, or all others: whoever signed in elsewhere needs a new code."""
    body = EndDevices(account=caller.account, session=caller.session, keep_this=data.keep_this)
    return answer(await means.context.apply(END_DEVICES, body, caller=caller.caller, key=key))
