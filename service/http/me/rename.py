"""PATCH /v1/me."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, patch
from litestar.params import JSONBody

from service.flows.membership.rename import RENAME, Rename, Renamed
from service.http.answer import answer
from service.http.etag import seen_versions
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.me.self import own_member
from service.http.means import TheMeans


class NewName(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What can be changed about oneself."""

    display_name: Annotated[str, msgspec.Meta(max_length=256)]


@patch("", operation_id="updateMe", tags=["membership"])
async def rename_me(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMember,
    key: TheKey,
    data: JSONBody[NewName],
) -> Response[Renamed]:
    """Changes the display name, everywhere at once. With the ETag of `GET /v1/me` in If-Match,
    only if nothing has changed since that was read."""
    member = await own_member(means, caller)
    seen = seen_versions(request)
    body = Rename(member=member, display_name=data.display_name, seen=seen)
    return answer(await means.context.apply(RENAME, body, caller=caller.caller, key=key))
