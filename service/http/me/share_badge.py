"""POST /v1/me/badges/{badge}/shares."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import FromPath, JSONBody

from service.flows.badges.share_badge import SHARE_BADGE, BadgeShared, ShareBadge
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


class ShareWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """With whom, and for how many days; without `days` as long as a consent usually lasts."""

    merchant: Annotated[str, msgspec.Meta(max_length=64)]
    days: Annotated[int, msgspec.Meta(ge=1, le=3660)] | None = None


@post("/badges/{badge:str}/shares", operation_id="shareBadge", status_code=201, tags=["badges"])
async def share_a_badge(
    means: TheMeans,
    caller: TheMember,
    key: TheKey,
    badge: FromPath[str],
    data: JSONBody[ShareWanted],
) -> Response[BadgeShared]:
    """Shows a badge to a merchant, under the consent `badge` with it. The code is for the merchant,
    and ends with the consent at the latest. While it is good there is no other: for another code or
    another end, take it back first."""
    body = ShareBadge(account=caller.account, badge=badge, merchant=data.merchant, days=data.days)
    shared = await means.context.apply(SHARE_BADGE, body, caller=caller.caller, key=key)
    return answer(shared, 201)
