"""POST /v1/me/activation."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from service.flows.membership.activate import ACTIVATE, Activate, Activated
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.me.self import own_member
from service.http.means import TheMeans


class Enrolment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`text_sha256` is the hash of the enrolment text that was shown; `zone` an IANA name.
    `birth_year` is asked because some things are not for minors; it stays as it was first said."""

    text_sha256: Annotated[str, msgspec.Meta(max_length=64)]
    display_name: Annotated[str, msgspec.Meta(max_length=256)]
    zone: Annotated[str, msgspec.Meta(max_length=64)]
    birth_year: Annotated[int, msgspec.Meta(ge=0, le=9999)]


@post("/activation", operation_id="activateMembership", status_code=200, tags=["membership"])
async def activate_membership(
    means: TheMeans, caller: TheMember, key: TheKey, data: JSONBody[Enrolment]
) -> Response[Activated]:
    """Enrols: agrees to the enrolment text as it was shown, and to nothing else."""
    body = Activate(
        account=caller.account,
        member=await own_member(means, caller),
        text_sha256=data.text_sha256,
        display_name=data.display_name,
        zone=data.zone,
        birth_year=data.birth_year,
    )
    return answer(await means.context.apply(ACTIVATE, body, caller=caller.caller, key=key))
