"""POST /v1/me/export."""

from typing import Any

from litestar import Request, Response, post
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.response import Stream

from service.archive.compose import Wanted, compose
from service.flows.own import AccountGone
from service.http.guards import TheMember
from service.http.guards.guards import caller_in
from service.http.idempotency import TheKey
from service.http.language import language_of
from service.http.limits.counting import count
from service.http.me.self import own_member
from service.http.means import TheMeans, means_of
from service.http.problems.raised import Refused

ZIP = "application/zip"


async def _limited(
    connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler
) -> None:
    """It reads everything there is of a member, so a few times a day are enough."""
    rates, member = means_of(connection).rates, caller_in(connection).account
    await count(connection, "exports_per_member", member, rates.exports_per_member)


@post(
    "/export",
    operation_id="exportMe",
    status_code=200,
    tags=["membership"],
    media_type=ZIP,
    guards=[_limited],
)
async def export_me(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMember,
    key: TheKey,  # noqa: ARG001 - every unsafe call has one; this one changes nothing
) -> Response[bytes]:
    """Everything that is kept about the caller, as one signed archive of JSON files and a statement
    to read, in the reader's language. `seedbank verify` proves it, offline."""
    wanted = Wanted(
        account=caller.account,
        member=await own_member(means, caller),
        language=language_of(request),
        at=means.domain_now(),
    )
    packer = await compose(means.context, wanted, means.keys.ledger)
    if packer is None:
        raise Refused(AccountGone())
    name = f"seedbank-{wanted.at:%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    streamed: Any = Stream(packer.pieces(), media_type=ZIP, headers=headers)
    return streamed  # type: ignore[no-any-return]
