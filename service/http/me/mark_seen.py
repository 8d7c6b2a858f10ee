"""POST /v1/me/inbox/seen."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from service.flows.notices.mark_seen import MARK_SEEN, MarkedSeen, MarkSeen
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.me.unread import unseen_before
from service.http.means import TheMeans

MessageId = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class Seen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """These messages, and `up_to` with the 100 before it."""

    messages: Annotated[tuple[MessageId, ...], msgspec.Meta(max_length=100)] = ()
    up_to: MessageId | None = None


@post("/inbox/seen", operation_id="markSeen", status_code=200, tags=["inbox"])
async def mark_messages_seen(
    means: TheMeans, caller: TheMember, key: TheKey, data: JSONBody[Seen]
) -> Response[MarkedSeen]:
    """The member has seen them: they count as delivered, and are sent nowhere else any more."""
    body = MarkSeen(account=caller.account, messages=data.messages, up_to=data.up_to)
    ids = await unseen_before(means, caller, data.up_to)
    done = await means.context.apply(MARK_SEEN, body, caller=caller.caller, key=key, ids=ids)
    return answer(done)
