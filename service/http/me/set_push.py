"""PUT /v1/me/devices/{device}/push."""

from typing import Any

import msgspec
from litestar import Request, Response, put
from litestar.params import FromPath, JSONBody

from service.flows.notices.set_push import SET_PUSH, PushSet, SetPush
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.language import asked_for
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.members.push_target import Subscription, TargetUnclear, Token, target_text
from service.members.reach import Provider, push_place


class PushTo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of a browser its `subscription`; of a phone the `token` that the gateway knows it by."""

    provider: Provider
    token: Token | None = None
    subscription: Subscription | None = None


@put("/devices/{device:str}/push", operation_id="setPush", tags=["devices"])
async def set_push_target(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMember,
    key: TheKey,
    device: FromPath[str],
    data: JSONBody[PushTo],
) -> Response[PushSet]:
    """Has notices pushed to a device, in the language of this request, until it signs out."""
    text = target_text(data.provider, data.token, data.subscription)
    if isinstance(text, TargetUnclear):
        raise Refused(text)
    seals = means.keys.seals
    body = SetPush(
        account=caller.account,
        session=device,
        provider=data.provider,
        target=seals.mark(text),
        language=asked_for(request),
    )
    ids = (seals.seal(text, account=caller.account, place=push_place(device)),)
    done = await means.context.apply(SET_PUSH, body, caller=caller.caller, key=key, ids=ids)
    return answer(done)
