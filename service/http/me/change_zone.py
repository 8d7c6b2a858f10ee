"""PUT /v1/me/zone."""

from typing import Annotated

import msgspec
from litestar import Response, put
from litestar.params import JSONBody

from service.flows.membership.change_zone import CHANGE_ZONE, ChangeZone, ZoneChanged
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


class NewZone(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`zone` is an IANA name, such as Europe/Berlin."""

    zone: Annotated[str, msgspec.Meta(max_length=64)]


@put("/zone", operation_id="changeZone", status_code=200, tags=["membership"])
async def change_my_zone(
    means: TheMeans, caller: TheMember, key: TheKey, data: JSONBody[NewZone]
) -> Response[ZoneChanged]:
    """Counts days in another zone, from the next midnight on and at most once a week: no day is
    won by it and none is lost."""
    body = ChangeZone(account=caller.account, zone=data.zone)
    return answer(await means.context.apply(CHANGE_ZONE, body, caller=caller.caller, key=key))
