"""POST /v1/me/imports."""

import asyncio
from typing import Any

from litestar import Request, Response, post
from litestar.connection import ASGIConnection
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.handlers import BaseRouteHandler

from rewards.refusal import Refusal
from service.archive.refusals import ArchiveTooLarge
from service.archive.report import READ, report_of
from service.archive.unpack import unpack
from service.flows.membership.bring_report import BRING_REPORT, BringReport
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.guards.guards import caller_in
from service.http.idempotency import TheKey
from service.http.limits.counting import count
from service.http.me.export import ZIP
from service.http.means import TheMeans, means_of
from service.http.problems.raised import Refused
from service.http.problems.refusals import NotZip
from service.members.numbers import ARCHIVE_BYTES_MAX
from service.members.reported import Report


async def _limited(
    connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler
) -> None:
    """Counted before a byte is read."""
    rates, member = means_of(connection).rates, caller_in(connection).account
    await count(connection, "imports_per_member", member, rates.imports_per_member)


@post(
    "/imports",
    operation_id="importArchive",
    status_code=201,
    tags=["membership"],
    request_max_body_size=ARCHIVE_BYTES_MAX,
    guards=[_limited],
)
async def import_archive(
    request: Request[Any, Any, Any], means: TheMeans, caller: TheMember, key: TheKey
) -> Response[Report]:
    """Brings along what another programme has exported, as `application/zip`. It is shown as
    reported there, beside the fingerprint of who has signed it, and never counted."""
    numbers = means.programme.numbers.members
    archive = await _body(request, numbers.archive_bytes_max)
    # Unpacking takes a part of a second, in which others want to be answered.
    unpacked = await asyncio.to_thread(
        unpack, archive, bytes_max=numbers.archive_unpacked_max, wanted=READ
    )
    if isinstance(unpacked, Refusal):
        raise Refused(unpacked)
    report = report_of(unpacked, at=means.domain_now(), numbers=numbers)
    if isinstance(report, Refusal):
        raise Refused(report)
    body = BringReport(account=caller.account, report=report)
    done = await means.context.apply(BRING_REPORT, body, caller=caller.caller, key=key)
    return answer(done, 201)


async def _body(request: Request[Any, Any, Any], bytes_max: int) -> bytes:
    if request.content_type[0] != ZIP:
        raise Refused(NotZip())
    try:
        archive = await request.body()
    except RequestEntityTooLarge as error:
        raise Refused(ArchiveTooLarge(bytes_max=bytes_max)) from error
    if len(archive) > bytes_max:
        raise Refused(ArchiveTooLarge(bytes_max=bytes_max))
    return archive
