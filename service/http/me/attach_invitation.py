"""POST /v1/me/invitation."""

from typing import Annotated, Any

import msgspec
from litestar import Response, post
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.params import JSONBody

from rewards.invitations.code import read_code
from service.flows.invitations.attach_invitation import (
    ATTACH_INVITATION,
    AttachInvitation,
    InvitationAttached,
)
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.guards.guards import caller_in
from service.http.idempotency import TheKey
from service.http.limits.counting import count, count_address
from service.http.means import TheMeans, means_of


class InvitationNamed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The code, as it was typed: case, spaces and hyphens do not matter."""

    code: Annotated[str, msgspec.Meta(max_length=32)]


async def _limited(
    connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler
) -> None:
    """Counts the try before anything is looked up, replays and nonsense too."""
    rates, member = means_of(connection).rates, caller_in(connection).account
    await count_address(connection, "invitations_per_address", rates.invitations_per_address)
    await count(connection, "invitations_per_member", member, rates.invitations_per_member)


@post(
    "/invitation",
    operation_id="attachInvitation",
    status_code=200,
    tags=["invitations"],
    guards=[_limited],
)
async def name_invitation(
    means: TheMeans, caller: TheMember, key: TheKey, data: JSONBody[InvitationNamed]
) -> Response[InvitationAttached]:
    """Says by whose invitation the caller has come; within the first hour, and once."""
    # What cannot be a code is looked up all the same: it gets the answer of one that nobody has.
    body = AttachInvitation(account=caller.account, code=read_code(data.code) or data.code)
    named = await means.context.apply(ATTACH_INVITATION, body, caller=caller.caller, key=key)
    return answer(named)
