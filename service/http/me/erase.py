"""POST /v1/me/erasure."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from service.erasure.find import games_going_on
from service.flows.membership.erase import ERASE, Erase, MemberErased
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.me.self import own_member
from service.http.means import TheMeans


class Forgetting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`confirmation` is the text `erase me`; a membership that was never agreed to needs none."""

    confirmation: Annotated[str, msgspec.Meta(max_length=64)] | None = None


@post("/erasure", operation_id="eraseMe", status_code=200, tags=["membership"])
async def erase_me(
    means: TheMeans, caller: TheMember, key: TheKey, data: JSONBody[Forgetting]
) -> Response[MemberErased]:
    """Forgets the caller, at once and for good: for who is leaving and does not want to wait, or
    never agreed to anything. This session and all others are over with it."""
    games = await games_going_on(means.context.store, [caller.account])
    body = Erase(
        account=caller.account,
        member=await own_member(means, caller),
        games=games.get(caller.account, ()),
        asked=True,
        confirmation=data.confirmation,
    )
    return answer(await means.context.apply(ERASE, body, caller=caller.caller, key=key))
