"""PATCH /v1/me."""

from typing import Annotated

import msgspec
from litestar import Response, patch
from litestar.params import JSONBody

from service.flows.membership.rename import RENAME, Rename, Renamed
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.me.self import own_member
from service.http.means import TheMeans


class NewName(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What can be changed about oneself."""

    display_name: Annotated[str, msgspec.Meta(max_length=256)]


@patch("", operation_id="updateMe", tags=["membership"])
async def rename_me(
    means: TheMeans, caller: TheMember, key: TheKey, data: JSONBody[NewName]
) -> Response[Renamed]:
    """Changes the display name, everywhere at once."""
    member = await own_member(means, caller)
    body = Rename(member=member, display_name=data.display_name)
    return answer(await means.context.apply(RENAME, body, caller=caller.caller, key=key))
