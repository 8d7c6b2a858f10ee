"""PUT /v1/me/reach."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, put
from litestar.params import JSONBody

from service.flows.notices.set_reach import SET_REACH, ReachSet, SetReach
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.language import asked_for
from service.http.me.self import own_member
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.keys import BadContact, Contact, read_contact
from service.keys.contact import Channel
from service.members.reach import EMAIL, NoticesByEmail


class ReachWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether notices may come by e-mail and by push, and the address for those by e-mail: the one
    that the member signs in with. What is left out stays as it is."""

    contact: Annotated[str, msgspec.Meta(max_length=320)] | None = None
    email: bool | None = None
    push: bool | None = None


@put("/reach", operation_id="setReach", tags=["inbox"])
async def set_my_reach(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMember,
    key: TheKey,
    data: JSONBody[ReachWanted],
) -> Response[ReachSet]:
    """Chooses how to be told, in the language of this request. Notices that start a clock come by
    every means there is, chosen or not."""
    contact = None if data.contact is None else _email(data.contact)
    body = SetReach(
        account=caller.account,
        member=await own_member(means, caller),
        language=asked_for(request),
        contact=None if contact is None else means.keys.contact_hash(contact),
        email=data.email,
        push=data.push,
    )
    seals = means.keys.seals
    ids = (
        () if contact is None else (seals.seal(contact.text, account=caller.account, place=EMAIL),)
    )
    done = await means.context.apply(SET_REACH, body, caller=caller.caller, key=key, ids=ids)
    return answer(done)


def _email(text: str) -> Contact:
    contact = read_contact(text)
    if isinstance(contact, BadContact):
        raise Refused(contact)
    if contact.channel is not Channel.EMAIL:
        raise Refused(NoticesByEmail())
    return contact
