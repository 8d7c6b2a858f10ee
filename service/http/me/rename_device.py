"""PATCH /v1/me/devices/{device}."""

from typing import Annotated

import msgspec
from litestar import Response, patch
from litestar.params import FromPath, JSONBody

from service.flows.sign_in.rename_device import RENAME_DEVICE, DeviceRenamed, RenameDevice
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


class DeviceName(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the member wants to call it."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


@patch("/devices/{device:str}", operation_id="renameDevice", tags=["devices"])
async def rename_a_device(
    means: TheMeans,
    caller: TheMember,
    key: TheKey,
    device: FromPath[str],
    data: JSONBody[DeviceName],
) -> Response[DeviceRenamed]:
    """Calls a device something else. The answer has the name as it is shown."""
    body = RenameDevice(account=caller.account, session=device, name=data.name)
    return answer(await means.context.apply(RENAME_DEVICE, body, caller=caller.caller, key=key))
